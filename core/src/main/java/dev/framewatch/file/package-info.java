/** In go bytes; out comes a file that is there whole or not at all, whatever happens meanwhile. */
@NullMarked
package dev.framewatch.file;

import org.jspecify.annotations.NullMarked;
