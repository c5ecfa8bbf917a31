package dev.framewatch.desk.evidence;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.ResponseOrigin;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.StoredResponse;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.Video;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Structure of sighting.json: the match, its origin, and the settings used. Fields are added, never
 * renamed; times are ISO 8601 in UTC; unknown values are null.
 *
 * @param format {@value #FORMAT}
 * @param framewatch program version that wrote it
 * @param id ID of the sighting
 * @param target name of the target
 * @param seenAt time of the verdict
 * @param family near-duplicate cluster of the video
 * @param post the post in which the target was detected
 * @param media the scanned media
 * @param judgement the verdict and the settings used
 * @param note caution on interpreting a match
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
     * The post, as reported by the feed.
     *
     * @param asReceived file with what the source returned, unchanged: the whole answer of the
     *     server or program, or the metadata of the post; null if there is none
     * @param asParsed file with the part of that answer about the post; null if there is none
     * @param response where the answer came from; null if there is none
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
            @Nullable String asReceived,
            @Nullable String asParsed,
            @Nullable OneResponse response) {
        static OnePost of(StoredPost stored, OriginalPost original) {
            StoredResponse response = original.response();
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
                    original.asReceived(),
                    original.asParsed(),
                    response == null ? null : OneResponse.of(response));
        }
    }

    /**
     * The answer in which the source returned the post.
     *
     * @param url URL after redirects, without its query; null if it is a file
     * @param status HTTP status, or exit status of the program
     * @param headers by lower-case name; without cookies
     * @param program program that returned it; null for a server
     * @param file file that the program wrote; null if there is none
     * @param note which parts were cut; null if it is complete
     */
    record OneResponse(
            @Nullable String url,
            int status,
            SortedMap<String, String> headers,
            String receivedAt,
            String sha256,
            @Nullable String program,
            @Nullable String file,
            @Nullable String note) {
        static OneResponse of(StoredResponse response) {
            ResponseOrigin origin = response.origin();
            return new OneResponse(
                    origin.url(),
                    origin.status(),
                    new TreeMap<>(origin.headers()),
                    origin.receivedAt().toString(),
                    response.sha256(),
                    origin.program(),
                    origin.file(),
                    origin.note().isEmpty() ? null : origin.note());
        }
    }

    /**
     * The scanned media.
     *
     * @param sha256 SHA-256 of the file; for still images, of the list of their names and SHA-256s
     * @param fetchedFrom URL after redirects; null for a local file
     * @param missing media of the post that could not be fetched and so were not scanned; null if
     *     complete
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
     * The verdict; evidence.json has the score of every frame.
     *
     * @param detector SHA-256 of the target file
     * @param rule match rule
     * @param threshold score at or above which a frame is positive
     * @param score highest frame score
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

    static SightingJson of(SightingRecord facts, String version, OriginalPost original) {
        Sighting sighting = facts.sighting();
        return new SightingJson(
                FORMAT,
                version,
                sighting.id(),
                sighting.target(),
                sighting.seenAt().toString(),
                sighting.clusterId(),
                OnePost.of(facts.post(), original),
                OneMedia.of(facts.video(), facts.post().missing()),
                Judgement.of(facts.verdict()),
                EvidenceWriter.NOTE);
    }
}
