package dev.framewatch.desk.watch;

import dev.framewatch.desk.evidence.EvidenceWriter;
import dev.framewatch.storyboard.StoryboardFormat;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.Criteria;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.video.Sampling;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a watch.
 *
 * @param every interval between sampled frames, in seconds, more than 0 and at most 60
 * @param rule turns frame scores into a verdict; null for the tutorial's rule, and any image of
 *     stills
 * @param threshold how to choose the score at or above which a frame is positive
 * @param targets what differs for single targets, by name, whether or not there are such targets
 * @param pause minimum delay between two downloads for the same source
 * @param maxVideoBytes maximum size of a video, in bytes
 * @param maxVideoDuration maximum duration of a video
 * @param diskBytes disk quota for all media and answers, in bytes
 * @param maxQueue number of pending posts at which polling is suspended
 * @param keepMisses retention time of media without a match
 * @param keepUnreviewed retention time of unreviewed sightings and their media
 * @param keepPosts retention time of personal data of posts without a sighting
 * @param keepStoryboards retention time of storyboards; zero if none are kept
 * @param timestamps the timestamp authority; null for none
 */
public record WatchSettings(
        double every,
        @Nullable Rule rule,
        Threshold threshold,
        SortedMap<String, TargetSettings> targets,
        Duration pause,
        long maxVideoBytes,
        Duration maxVideoDuration,
        long diskBytes,
        int maxQueue,
        Duration keepMisses,
        Duration keepUnreviewed,
        Duration keepPosts,
        Duration keepStoryboards,
        @Nullable TimestampAuthority timestamps) {
    private static final long MEGABYTE = 1_000_000;

    /** Part of the disk quota that storyboards may take. */
    private static final int STORYBOARD_PARTS = 3;

    public WatchSettings {
        targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
        require(every > 0 && every <= 60, "every", "more than 0 and at most 60 seconds");
        require(!pause.isNegative(), "pause", "not negative");
        require(maxVideoBytes >= MEGABYTE, "maxVideoBytes", "at least 1 MB");
        require(maxVideoDuration.toSeconds() >= 1, "maxVideoDuration", "at least 1 second");
        require(diskBytes >= maxVideoBytes, "diskBytes", "at least maxVideoBytes");
        require(maxQueue >= 1, "maxQueue", "at least 1");
        require(!keepMisses.isNegative(), "keepMisses", "not negative");
        require(!keepUnreviewed.isNegative(), "keepUnreviewed", "not negative");
        require(!keepPosts.isNegative(), "keepPosts", "not negative");
        require(!keepStoryboards.isNegative(), "keepStoryboards", "not negative");
    }

    private static void require(boolean holds, String field, String what) {
        if (!holds) {
            throw new IllegalArgumentException("%s: must be %s".formatted(field, what));
        }
    }

    /** Returns a copy with another pause between downloads. */
    public WatchSettings withPause(Duration other) {
        return with(targets, other);
    }

    /** Returns a copy with other settings of single targets. */
    public WatchSettings withTargets(SortedMap<String, TargetSettings> others) {
        return with(others, pause);
    }

    private WatchSettings with(
            SortedMap<String, TargetSettings> ofTargets, Duration pauseBetweenDownloads) {
        return new WatchSettings(
                every,
                rule,
                threshold,
                ofTargets,
                pauseBetweenDownloads,
                maxVideoBytes,
                maxVideoDuration,
                diskBytes,
                maxQueue,
                keepMisses,
                keepUnreviewed,
                keepPosts,
                keepStoryboards,
                timestamps);
    }

    /** Returns whether storyboards are kept. */
    public boolean keepsStoryboards() {
        return keepStoryboards.isPositive();
    }

    /** Returns how many bytes all storyboards may take. */
    public long storyboardBytes() {
        return diskBytes / STORYBOARD_PARTS;
    }

    /** Returns how the watch scans videos. */
    public ScanOptions scan() {
        ScanOptions options =
                new ScanOptions(
                                Sampling.every(every),
                                rule,
                                threshold,
                                false,
                                EvidenceWriter.FRAMES)
                        .withOwnCriteria(ownCriteria())
                        .withFingerprint();
        return keepsStoryboards() ? options.withStoryboard(StoryboardFormat.SEARCHABLE) : options;
    }

    private Map<String, Criteria> ownCriteria() {
        Map<String, Criteria> own = new HashMap<>();
        targets.forEach((name, target) ->
                own.put(
                        name,
                        new Criteria(
                                target.rule() == null ? rule : target.rule(),
                                target.threshold() == null ? threshold : target.threshold())));
        return own;
    }

    /** Returns the default settings, suitable for a newsroom with a laptop. */
    public static WatchSettings standard() {
        return new WatchSettings(
                1,
                null,
                new Threshold.Strict(),
                new TreeMap<>(),
                Duration.ofSeconds(1),
                200 * MEGABYTE,
                Duration.ofMinutes(20),
                20_000 * MEGABYTE,
                5_000,
                Duration.ofHours(24),
                Duration.ofDays(30),
                Duration.ofDays(30),
                Duration.ZERO,
                null);
    }
}
