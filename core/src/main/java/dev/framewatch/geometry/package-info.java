/**
 * In: pixel or relative coordinates. Out: checked rectangles and quadrilaterals, shared by every
 * package that locates something in an image.
 */
@NullMarked
package dev.framewatch.geometry;

import org.jspecify.annotations.NullMarked;
