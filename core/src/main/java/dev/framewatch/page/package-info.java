/**
 * HTML pages and drawings. In: untrusted texts and images. Out: escaped markup that loads no
 * external resources.
 */
@NullMarked
package dev.framewatch.page;

import org.jspecify.annotations.NullMarked;
