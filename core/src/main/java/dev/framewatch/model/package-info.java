/**
 * In goes the name of a model; out comes a checked ONNX file in the cache, fetched and converted
 * once.
 */
@NullMarked
package dev.framewatch.model;

import org.jspecify.annotations.NullMarked;
