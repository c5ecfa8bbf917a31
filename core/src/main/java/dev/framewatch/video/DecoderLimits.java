package dev.framewatch.video;

import java.time.Duration;

/**
 * What one video may take.
 *
 * @param silence how long the decoder may show no sign of work before it counts as hung
 * @param patience how long decoding may take in all, beyond twice the length of the video
 * @param memoryMegabytes how much memory the decoder may have, at least 256; held by the operating
 *     system on Linux only
 */
public record DecoderLimits(Duration silence, Duration patience, int memoryMegabytes) {
    /** 20 seconds of silence, 2 minutes of patience, and 1.5 GB, which 8K needs. */
    public static final DecoderLimits USUAL =
            new DecoderLimits(Duration.ofSeconds(20), Duration.ofMinutes(2), 1536);

    public DecoderLimits {
        if (!silence.isPositive() || !patience.isPositive()) {
            throw new IllegalArgumentException(
                    "the decoder needs some time, not %s and %s".formatted(silence, patience));
        }
        if (memoryMegabytes < 256) {
            throw new IllegalArgumentException(
                    "the decoder needs 256 MB of memory, not " + memoryMegabytes);
        }
    }
}
