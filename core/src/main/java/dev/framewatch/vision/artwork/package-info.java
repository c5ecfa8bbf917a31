/**
 * In go a picture and pictures of printed artwork; out comes where in the picture the artwork is,
 * with figures that tell a true finding from a chance one.
 */
@NullMarked
package dev.framewatch.vision.artwork;

import org.jspecify.annotations.NullMarked;
