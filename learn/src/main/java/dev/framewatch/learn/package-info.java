/** In go labelled pictures; out come a detector, an honest evaluation and a target file. */
@NullMarked
package dev.framewatch.learn;

import org.jspecify.annotations.NullMarked;
