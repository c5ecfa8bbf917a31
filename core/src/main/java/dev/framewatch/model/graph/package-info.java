/**
 * Converts TensorFlow.js graph models (JSON and weight shards) and TensorFlow Lite models to ONNX,
 * reduced to the subgraph between a given input and given outputs.
 */
@NullMarked
package dev.framewatch.model.graph;

import org.jspecify.annotations.NullMarked;
