package dev.framewatch.video;

import java.time.Duration;

/**
 * What one video may take.
 *
 * @param silence how long the decoder may show no sign of work before it counts as hung
 * @param memoryMegabytes how much memory the decoder may have, at least 256; held by the operating
 *     system on Linux only
 */
public record DecoderLimits(Duration silence, int memoryMegabytes) {
    /** 20 seconds of silence; 1.5 GB, which 8K needs. */
    public static final DecoderLimits USUAL = new DecoderLimits(Duration.ofSeconds(20), 1536);

    public DecoderLimits {
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("the decoder needs some time, not " + silence);
        }
        if (memoryMegabytes < 256) {
            throw new IllegalArgumentException(
                    "the decoder needs 256 MB of memory, not " + memoryMegabytes);
        }
    }
}
