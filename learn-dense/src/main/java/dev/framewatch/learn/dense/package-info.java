/**
 * In go vectors with their classes and the shape of a head, as a YAML file gives it; out comes a
 * trained network of dense layers and the head file that computes it. libtorch is loaded when one
 * is trained, and only then.
 */
@NullMarked
package dev.framewatch.learn.dense;

import org.jspecify.annotations.NullMarked;
