package dev.framewatch.desk.watch;

import dev.framewatch.desk.evidence.EvidenceWriter;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.video.Sampling;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a home folder is watched.
 *
 * @param every seconds from one sampled frame to the next
 * @param rule how Scores become a Verdict
 * @param pause between two downloads for the same Source
 * @param maxVideoBytes of one video
 * @param maxVideoDuration a video may be
 * @param diskBytes of media in all
 * @param maxQueue Posts that may wait before no more are asked for
 * @param keepMisses how long the media of a miss are kept
 * @param keepUnreviewed how long those of a Sighting are kept that nobody looks at
 * @param keepPosts how long is remembered who posted what was no Sighting
 * @param timestamps the authority that dates evidence (RFC 3161); null for none
 */
public record WatchSettings(
        double every,
        Rule rule,
        Duration pause,
        long maxVideoBytes,
        Duration maxVideoDuration,
        long diskBytes,
        int maxQueue,
        Duration keepMisses,
        Duration keepUnreviewed,
        Duration keepPosts,
        @Nullable URI timestamps) {
    private static final long MEGABYTE = 1_000_000;

    public WatchSettings {
        require(every > 0 && every <= 60, "every", "more than 0 and at most 60 seconds");
        require(!pause.isNegative(), "pause", "not negative");
        require(maxVideoBytes >= MEGABYTE, "mostBytes", "at least a megabyte");
        require(maxVideoDuration.toSeconds() >= 1, "longest", "at least a second");
        require(diskBytes >= maxVideoBytes, "diskBytes", "room for one video");
        require(maxQueue >= 1, "longestQueue", "at least 1");
        require(!keepMisses.isNegative(), "keepMisses", "not negative");
        require(!keepUnreviewed.isNegative(), "keepUnreviewed", "not negative");
        require(!keepPosts.isNegative(), "keepPosts", "not negative");
    }

    private static void require(boolean holds, String field, String what) {
        if (!holds) {
            throw new IllegalArgumentException("%s: must be %s".formatted(field, what));
        }
    }

    /** The same, with another pause between downloads. */
    public WatchSettings withPause(Duration other) {
        return new WatchSettings(
                every,
                rule,
                other,
                maxVideoBytes,
                maxVideoDuration,
                diskBytes,
                maxQueue,
                keepMisses,
                keepUnreviewed,
                keepPosts,
                timestamps);
    }

    ScanOptions scan() {
        return new ScanOptions(
                        Sampling.every(every),
                        rule,
                        new Threshold.Trained(),
                        false,
                        EvidenceWriter.FRAMES)
                .withFingerprint();
    }

    /** What suits a newsroom with a laptop. */
    public static WatchSettings standard() {
        return new WatchSettings(
                1,
                Rule.tutorial(),
                Duration.ofSeconds(1),
                200 * MEGABYTE,
                Duration.ofMinutes(20),
                20_000 * MEGABYTE,
                5_000,
                Duration.ofHours(24),
                Duration.ofDays(30),
                Duration.ofDays(30),
                null);
    }
}
