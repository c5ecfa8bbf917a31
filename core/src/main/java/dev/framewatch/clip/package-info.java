/**
 * In: fingerprint frames of a video, as they are decoded for a scan. Out: its perceptual
 * fingerprint, and the near-duplicate of it among stored fingerprints.
 */
@NullMarked
package dev.framewatch.clip;

import org.jspecify.annotations.NullMarked;
