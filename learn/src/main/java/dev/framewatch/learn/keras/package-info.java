/**
 * In goes a file that Keras or Teachable Machine wrote; out comes what can describe pictures, what
 * can decide on a description, or both, as ONNX.
 */
@NullMarked
package dev.framewatch.learn.keras;

import org.jspecify.annotations.NullMarked;
