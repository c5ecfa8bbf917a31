/**
 * Labelling in the browser. In: a folder of images and a person's key presses. Out: requests to
 * {@link dev.framewatch.learn.label.LabellingSession}.
 */
@NullMarked
package dev.framewatch.cli.label;

import org.jspecify.annotations.NullMarked;
