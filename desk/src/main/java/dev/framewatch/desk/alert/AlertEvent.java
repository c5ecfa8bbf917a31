package dev.framewatch.desk.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.framewatch.verdict.TargetResult;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event that channels are notified of. Texts of posts are unmodified and untrusted. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AlertEvent.Sighting.class, name = "sighting"),
    @JsonSubTypes.Type(value = AlertEvent.Trend.class, name = "trend"),
    @JsonSubTypes.Type(value = AlertEvent.Outage.class, name = "outage"),
    @JsonSubTypes.Type(value = AlertEvent.Recovery.class, name = "recovery"),
    @JsonSubTypes.Type(value = AlertEvent.Test.class, name = "test")
})
public sealed interface AlertEvent {
    /** Returns the deduplication key: each channel is notified once per key. */
    String key();

    /** Returns the time of the event. */
    Instant at();

    /** Returns the machine-readable type of the event. */
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
     * A target was detected in a near-duplicate cluster for the first time.
     *
     * @param id id of the sighting
     * @param target name of the target
     * @param score score of the best frame, 0 to 1
     * @param positiveFraction positive frames divided by sampled frames, 0 to 1
     * @param longestSeconds longest run of consecutive positive frames, in seconds
     * @param clusterId id of the cluster
     * @param clusterSize number of posts in the cluster so far, at least 1
     * @param post post that contains the target
     * @param frame path of the best frame as a JPEG, absolute or relative to the home folder; null
     *     if none was kept
     * @param at time at which the post was judged
     * @param seen when the target is seen in the video; null if it is not known
     */
    record Sighting(
            String id,
            String target,
            double score,
            @JsonProperty("share") double positiveFraction,
            double longestSeconds,
            @JsonProperty("family") String clusterId,
            @JsonProperty("familySize") int clusterSize,
            PostInfo post,
            @Nullable String frame,
            Instant at,
            @Nullable List<TargetResult.Run> seen)
            implements AlertEvent {
        public Sighting {
            probability("score", score);
            probability("share", positiveFraction);
            seen = seen == null ? null : List.copyOf(seen);
            if (clusterSize < 1) {
                throw new IllegalArgumentException("familySize: must be at least 1");
            }
        }

        @Override
        public String key() {
            return "sighting:" + target + ":" + clusterId;
        }
    }

    /**
     * Metadata of a post, as received.
     *
     * @param source name of the source
     * @param id id on its platform
     * @param page URL of the web page; null if there is none
     * @param author name of the author, or empty
     * @param caption caption, or empty
     * @param postedAt time of publication; null if unknown
     * @param file name of the dropped file; null if it came from elsewhere
     */
    record PostInfo(
            String source,
            String id,
            @Nullable URI page,
            String author,
            String caption,
            @Nullable Instant postedAt,
            @Nullable String file) {}

    /**
     * A target is detected more often than its own baseline explains.
     *
     * @param target name of the target
     * @param source name of the source
     * @param from start of the rise; identical for every detection of the same rise
     * @param until end of the counting period
     * @param sightings number of sightings among the scanned posts
     * @param scanned number of posts scanned in the period
     * @param expected number of sightings expected from the baseline
     * @param pValue p-value: probability of at least this many sightings without a change, 0 to 1
     * @param at time of the detection
     */
    record Trend(
            String target,
            String source,
            Instant from,
            Instant until,
            int sightings,
            int scanned,
            double expected,
            @JsonProperty("chance") double pValue,
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
     * A source fails or unexpectedly returns nothing new.
     *
     * @param source name of the source or canary
     * @param since start of the outage
     * @param reason one sentence for display, without secrets
     * @param at time of the detection
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
     * @param source name of the source or canary
     * @param since start of the outage
     * @param at end of the outage
     */
    record Recovery(String source, Instant since, Instant at) implements AlertEvent {
        @Override
        public String key() {
            return "recovery:" + source + ":" + since.toEpochMilli();
        }
    }

    /**
     * A test message requested by a user.
     *
     * @param channel name of the channel
     * @param at time of the request
     */
    record Test(String channel, Instant at) implements AlertEvent {
        @Override
        public String key() {
            return "test:" + at.toEpochMilli();
        }
    }

    private static void probability(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "%s: must be between 0 and 1, not %s".formatted(field, value));
        }
    }
}
