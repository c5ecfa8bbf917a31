package dev.framewatch.desk.export;

import dev.framewatch.desk.export.SightingSummary.SeenPost;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.json.StrictJson;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a line of {@code sightings --json}: a contract with those who read it. Moments are
 * ISO 8601 in UTC.
 *
 * @param evidence the folder; null once it is deleted
 */
public record SightingLine(
        String id,
        String target,
        double score,
        double share,
        String family,
        int familySize,
        String seenAt,
        String state,
        LinePost post,
        LineVideo video,
        @Nullable String evidence) {

    /** The Post of a line. */
    public record LinePost(
            String source,
            String platform,
            String id,
            @Nullable String url,
            String author,
            String caption,
            @Nullable String postedAt,
            @Nullable Long views) {
        static LinePost of(SeenPost post) {
            Instant postedAt = post.postedAt();
            return new LinePost(
                    post.source(),
                    post.platform(),
                    post.id(),
                    post.url(),
                    post.author(),
                    post.caption(),
                    postedAt == null ? null : postedAt.toString(),
                    post.views());
        }
    }

    /** The video of a line. */
    public record LineVideo(String sha256, @Nullable Double seconds) {}

    /**
     * @param home where evidence lies
     */
    public static SightingLine of(SightingSummary row, Path home) {
        String evidence = row.sighting().evidence();
        return of(
                row,
                evidence.isEmpty()
                        ? null
                        : home.resolve(evidence).toAbsolutePath().normalize().toString());
    }

    static SightingLine of(SightingSummary row, @Nullable String evidence) {
        Sighting sighting = row.sighting();
        return new SightingLine(
                sighting.id(),
                sighting.target(),
                sighting.score(),
                sighting.share(),
                sighting.family(),
                row.familySize(),
                sighting.seenAt().toString(),
                sighting.state().word(),
                LinePost.of(row.post()),
                new LineVideo(sighting.video(), row.seconds()),
                evidence);
    }

    /** One line, without its end. */
    public String json() {
        return StrictJson.MAPPER.writeValueAsString(this);
    }
}
