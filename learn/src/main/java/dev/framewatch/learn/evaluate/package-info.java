/** In go scores and the truth; out come figures that say how far the scores can be trusted. */
@NullMarked
package dev.framewatch.learn.evaluate;

import org.jspecify.annotations.NullMarked;
