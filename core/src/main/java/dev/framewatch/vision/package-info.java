/** In goes a picture; out come its faces, their embeddings and the features of the whole scene. */
@NullMarked
package dev.framewatch.vision;

import org.jspecify.annotations.NullMarked;
