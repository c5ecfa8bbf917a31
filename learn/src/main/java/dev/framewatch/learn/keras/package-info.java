/**
 * Imports Keras and Teachable Machine files: reads feature extractors, classifiers or both, and
 * converts them to ONNX.
 */
@NullMarked
package dev.framewatch.learn.keras;

import org.jspecify.annotations.NullMarked;
