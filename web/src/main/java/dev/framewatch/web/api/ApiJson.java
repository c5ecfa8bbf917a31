package dev.framewatch.web.api;

import dev.framewatch.desk.api.ChannelDto;
import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.api.SourceDto;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes of requests and answers that only the API has. */
final class ApiJson {
    private ApiJson() {}

    /**
     * A page of sightings.
     *
     * @param total number of sightings on all pages
     * @param next value of {@code after} for the next page; null on the last one
     */
    record SightingPage(List<SightingDto> items, long total, @Nullable String next) {}

    /** What awaits review. */
    record ReviewQueue(List<WaitingSighting> items) {}

    /**
     * A sighting that awaits review.
     *
     * @param unsure whether the reviewer could not tell before
     */
    record WaitingSighting(String id, boolean unsure) {}

    /**
     * A decision.
     *
     * @param answer confirmed, rejected or unsure
     * @param note comment
     */
    record NewDecision(String answer, @Nullable String note) {}

    /**
     * A recorded decision.
     *
     * @param sighting full ID
     * @param note why its frames cannot be used for training; empty if they can
     */
    record RecordedDecision(String sighting, String note) {}

    /** All targets. */
    record Targets(List<TargetItem> items) {}

    /**
     * A target.
     *
     * @param kind null if its file is invalid
     * @param problem why it is not searched for; empty if it is
     */
    record TargetItem(
            String name,
            @Nullable String kind,
            String problem,
            String owner,
            String reason,
            @Nullable Instant expires) {}

    /** All sources. */
    record Sources(List<SourceDto> items) {}

    /** All alert channels. */
    record Channels(List<ChannelDto> items) {}

    /**
     * The answer to a request that failed.
     *
     * @param code stable kind of failure
     * @param message for people
     */
    record Failure(String code, String message) {}
}
