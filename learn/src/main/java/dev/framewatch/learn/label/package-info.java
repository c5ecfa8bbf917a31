/**
 * Labelling by a person. In: a folder of images and answers. Out: a label file, and the image to
 * ask about next.
 */
@NullMarked
package dev.framewatch.learn.label;

import org.jspecify.annotations.NullMarked;
