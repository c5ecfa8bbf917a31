/** In: a home folder. Out: its watch, put together from all parts of the desk. */
@NullMarked
package dev.framewatch.desk;

import org.jspecify.annotations.NullMarked;
