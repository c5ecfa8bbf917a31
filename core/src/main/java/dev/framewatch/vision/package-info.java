/** Extracts features from images: faces and their embeddings, scene features and key points. */
@NullMarked
package dev.framewatch.vision;

import org.jspecify.annotations.NullMarked;
