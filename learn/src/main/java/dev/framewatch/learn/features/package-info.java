/**
 * In: labelled images. Out: their features, computed once, cached on disk across training runs or
 * spilled to disk during one; face embeddings are never written.
 */
@NullMarked
package dev.framewatch.learn.features;

import org.jspecify.annotations.NullMarked;
