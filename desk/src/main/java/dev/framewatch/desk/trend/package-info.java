/**
 * In: how many Posts were looked at, and in how many a Target was seen. Out: whether that is more
 * than usual, with the figures that say so, as numbers and as pictures.
 */
@NullMarked
package dev.framewatch.desk.trend;

import org.jspecify.annotations.NullMarked;
