/**
 * In: a labelled image. Out: augmented copies for training, with changes that short videos show:
 * darkened, mirrored, cropped, letterboxed, captioned, recompressed at a low bit rate.
 */
@NullMarked
package dev.framewatch.learn.augment;

import org.jspecify.annotations.NullMarked;
