/**
 * Files and images over HTTP. In: a file or bytes, and a request. Out: all or the part that was
 * asked for.
 */
@NullMarked
package dev.framewatch.web.media;

import org.jspecify.annotations.NullMarked;
