/** Fetches, converts, verifies and caches models: from a model's name to a verified ONNX file. */
@NullMarked
package dev.framewatch.model;

import org.jspecify.annotations.NullMarked;
