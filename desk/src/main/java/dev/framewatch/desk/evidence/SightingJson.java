package dev.framewatch.desk.evidence;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.Video;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of sighting.json: what was seen, where it came from, and by what it was judged. Fields
 * are added, never renamed; moments are ISO 8601 in UTC; what is not known is null.
 *
 * @param format {@value #FORMAT}
 * @param framewatch version of the program that wrote it
 * @param id of the Sighting
 * @param target what was seen
 * @param seenAt when it was judged
 * @param family the near-duplicates its video belongs to
 * @param post where it was seen
 * @param media what was looked at
 * @param judgement what was concluded, and by what
 * @param note what it is not
 */
record SightingJson(
        int format,
        String framewatch,
        String id,
        String target,
        String seenAt,
        String family,
        OnePost post,
        OneMedia media,
        Judgement judgement,
        String note) {
    static final int FORMAT = 1;

    /**
     * Where it was seen, as the feed told it.
     *
     * @param asReceived the file that holds what the feed said, as it came; null when it said
     *     nothing more
     */
    record OnePost(
            String source,
            String platform,
            String id,
            @Nullable String url,
            String author,
            String authorId,
            String caption,
            List<String> hashtags,
            @Nullable String postedAt,
            @Nullable Long views,
            @Nullable Long likes,
            @Nullable Long shares,
            @Nullable Long comments,
            @Nullable String asReceived) {
        static OnePost of(StoredPost stored, @Nullable String asReceived) {
            Post post = stored.post();
            URI page = post.page();
            Instant postedAt = post.postedAt();
            Post.Counters counters = post.counters();
            return new OnePost(
                    stored.source(),
                    post.platform(),
                    post.id(),
                    page == null ? null : page.toString(),
                    post.author().name(),
                    post.author().id(),
                    post.caption(),
                    post.hashtags(),
                    postedAt == null ? null : postedAt.toString(),
                    counters.views(),
                    counters.likes(),
                    counters.shares(),
                    counters.comments(),
                    asReceived);
        }
    }

    /**
     * What was looked at.
     *
     * @param sha256 of the file; of stills, of the list of their names and SHA-256s
     * @param fetchedFrom the address in the end; null for this machine
     * @param missing what of the post could not be had, and so was not looked at; null for nothing
     */
    record OneMedia(
            String sha256,
            long bytes,
            @Nullable Double seconds,
            String fetchedAt,
            @Nullable String fetchedFrom,
            @Nullable String missing) {
        static OneMedia of(Video video, String missing) {
            return new OneMedia(
                    video.sha256(),
                    video.bytes(),
                    video.seconds(),
                    video.fetchedAt().toString(),
                    video.from(),
                    missing.isEmpty() ? null : missing);
        }
    }

    /**
     * What was concluded; evidence.json has the score of every frame.
     *
     * @param detector SHA-256 of the target file
     * @param rule by which scores became a verdict
     * @param threshold from which score on a frame is positive
     * @param score the highest of a frame
     * @param share positive frames over sampled frames
     */
    record Judgement(
            String verdict,
            String detector,
            String rule,
            double threshold,
            @Nullable Double score,
            double share,
            int positives,
            int sampled,
            double longestSeconds,
            double decodedSeconds) {
        static Judgement of(StoredVerdict verdict) {
            return new Judgement(
                    verdict.verdict(),
                    verdict.targetSha256(),
                    verdict.rule(),
                    verdict.threshold(),
                    verdict.score(),
                    verdict.positiveFraction(),
                    verdict.positiveFrames(),
                    verdict.sampledFrames(),
                    verdict.longestSeconds(),
                    verdict.decodedSeconds());
        }
    }

    static SightingJson of(SightingRecord facts, String version, @Nullable String asReceived) {
        Sighting sighting = facts.sighting();
        return new SightingJson(
                FORMAT,
                version,
                sighting.id(),
                sighting.target(),
                sighting.seenAt().toString(),
                sighting.clusterId(),
                OnePost.of(facts.post(), asReceived),
                OneMedia.of(facts.video(), facts.post().missing()),
                Judgement.of(facts.verdict()),
                EvidenceWriter.NOTE);
    }
}
