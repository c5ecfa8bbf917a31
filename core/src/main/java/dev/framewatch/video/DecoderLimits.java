package dev.framewatch.video;

import java.time.Duration;

/**
 * Resource limits for decoding one video.
 *
 * @param idleTimeout maximum time without a response or heartbeat before the decoder counts as hung
 * @param baseTimeout maximum total decoding time, in addition to twice the duration of the video
 * @param memoryMegabytes memory limit of the decoder in MB, at least 256; enforced on Linux only
 */
public record DecoderLimits(Duration idleTimeout, Duration baseTimeout, int memoryMegabytes) {
    /**
     * The default limits: hung after 20 s, 2 min in addition to twice the duration, and 1.5 GB of
     * memory, which 8K video needs.
     */
    public static final DecoderLimits DEFAULT =
            new DecoderLimits(Duration.ofSeconds(20), Duration.ofMinutes(2), 1536);

    private static final int MIN_MEMORY_MEGABYTES = 256;

    public DecoderLimits {
        if (!idleTimeout.isPositive() || !baseTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "time limits must be positive, not %s and %s"
                            .formatted(idleTimeout, baseTimeout));
        }
        if (memoryMegabytes < MIN_MEMORY_MEGABYTES) {
            throw new IllegalArgumentException(
                    "the decoder needs at least %d MB of memory, not %d"
                            .formatted(MIN_MEMORY_MEGABYTES, memoryMegabytes));
        }
    }
}
