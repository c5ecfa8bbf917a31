/**
 * In goes a picture; out come its faces, their embeddings, the features of the whole scene and its
 * key points.
 */
@NullMarked
package dev.framewatch.vision;

import org.jspecify.annotations.NullMarked;
