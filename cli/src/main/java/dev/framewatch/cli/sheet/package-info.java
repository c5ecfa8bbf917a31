/** In go the results of a scan; out comes one page that shows a person what was seen, and why. */
@NullMarked
package dev.framewatch.cli.sheet;

import org.jspecify.annotations.NullMarked;
