/**
 * In goes a TensorFlow.js graph model (its JSON and weight shards); out comes an ONNX model, cut at
 * the nodes asked for.
 */
@NullMarked
package dev.framewatch.model.graph;

import org.jspecify.annotations.NullMarked;
