/**
 * In go glimpses of a video, as they are decoded for a scan; out comes its fingerprint. Among the
 * fingerprints of other videos it finds the one that shows the same, however it was changed.
 */
@NullMarked
package dev.framewatch.clip;

import org.jspecify.annotations.NullMarked;
