package dev.framewatch.desk.alert;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something a newsroom wants to hear of. Texts of posts are as received and not to be trusted. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AlertEvent.Sighting.class, name = "sighting"),
    @JsonSubTypes.Type(value = AlertEvent.Trend.class, name = "trend"),
    @JsonSubTypes.Type(value = AlertEvent.Outage.class, name = "outage"),
    @JsonSubTypes.Type(value = AlertEvent.Recovery.class, name = "recovery"),
    @JsonSubTypes.Type(value = AlertEvent.Test.class, name = "test")
})
public sealed interface AlertEvent {
    /** What tells it from every other: a channel hears of one key once. */
    String key();

    /** When it came about. */
    Instant at();

    /** What it is, in a word that programs read. */
    default String type() {
        return switch (this) {
            case Sighting _ -> "sighting";
            case Trend _ -> "trend";
            case Outage _ -> "outage";
            case Recovery _ -> "recovery";
            case Test _ -> "test";
        };
    }

    /**
     * A Target in a clip family that it was not seen in before.
     *
     * @param id of the sighting
     * @param target whose
     * @param score of the best frame, 0 to 1
     * @param positiveFraction of the sampled frames that are positive, 0 to 1
     * @param longestSeconds the longest unbroken run of positive frames
     * @param clusterId the clip family's id
     * @param clusterSize posts that show it so far, at least 1
     * @param post where it was seen
     * @param frame the best frame as a JPEG: a path, absolute or from the home folder; null where
     *     none was kept
     * @param at when it was judged
     */
    record Sighting(
            String id,
            String target,
            double score,
            double positiveFraction,
            double longestSeconds,
            String clusterId,
            int clusterSize,
            PostInfo post,
            @Nullable String frame,
            Instant at)
            implements AlertEvent {
        public Sighting {
            probability("score", score);
            probability("share", positiveFraction);
            if (clusterSize < 1) {
                throw new IllegalArgumentException("familySize: a sighting is one of its family");
            }
        }

        @Override
        public String key() {
            return "sighting:" + target + ":" + clusterId;
        }
    }

    /**
     * A post's facts, as received.
     *
     * @param source which Source brought it
     * @param id what its platform calls it
     * @param page where people see it; null where there is no page
     * @param author who posted it, or empty
     * @param caption as written, or empty
     * @param postedAt null where the feed does not say
     */
    record PostInfo(
            String source,
            String id,
            @Nullable URI page,
            String author,
            String caption,
            @Nullable Instant postedAt) {}

    /**
     * A Target that is seen more often than its own baseline explains.
     *
     * @param target whose
     * @param source in which Source
     * @param from since when; the same rise, looked at again later, has the same
     * @param until up to when posts were counted
     * @param sightings among the posts scanned
     * @param scanned posts in that time
     * @param expected sightings that the baseline would have brought
     * @param pValue probability of at least so many without any change, 0 to 1
     * @param at when it was noticed
     */
    record Trend(
            String target,
            String source,
            Instant from,
            Instant until,
            int sightings,
            int scanned,
            double expected,
            double pValue,
            Instant at)
            implements AlertEvent {
        public Trend {
            probability("chance", pValue);
        }

        @Override
        public String key() {
            return "trend:" + target + ":" + source + ":" + from.toEpochMilli();
        }
    }

    /**
     * A Source that brings nothing, or that fails.
     *
     * @param source which
     * @param since when
     * @param reason one sentence for people, without anything secret
     * @param at when it was noticed
     */
    record Outage(String source, Instant since, String reason, Instant at) implements AlertEvent {
        @Override
        public String key() {
            return "outage:" + source + ":" + since.toEpochMilli();
        }
    }

    /**
     * The end of an {@link Outage}.
     *
     * @param source which
     * @param since when the outage began
     * @param at when it ended
     */
    record Recovery(String source, Instant since, Instant at) implements AlertEvent {
        @Override
        public String key() {
            return "recovery:" + source + ":" + since.toEpochMilli();
        }
    }

    /** A marked test of a channel, at somebody's wish. */
    record Test(String channel, Instant at) implements AlertEvent {
        @Override
        public String key() {
            return "test:" + at.toEpochMilli();
        }
    }

    private static void probability(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "%s: %s does not lie between 0 and 1".formatted(field, value));
        }
    }
}
