/**
 * Training of dense neural network heads.
 *
 * <p>Input: feature vectors with their classes, and a network specification from a YAML file.
 * Output: a trained network of dense layers and its ONNX head. libtorch is loaded only when a head
 * is trained.
 */
@NullMarked
package dev.framewatch.learn.dense;

import org.jspecify.annotations.NullMarked;
