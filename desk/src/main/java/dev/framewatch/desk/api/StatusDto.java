package dev.framewatch.desk.api;

import dev.framewatch.desk.health.Canary;
import dev.framewatch.desk.health.PipelineStats;
import dev.framewatch.desk.health.SourceHealth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Health of the watch: the object of {@code status --json}.
 *
 * @param healthy whether everything below is in order
 * @param sources every source, by name
 * @param queue posts to be fetched or scanned
 * @param work queue lengths, and work of the last 24 hours
 * @param canaries every canary
 * @param concerns further problems: targets, alerts, timestamps, waiting and lost posts, the disk,
 *     the clock, failing tasks
 */
public record StatusDto(
        boolean healthy,
        List<SourceStatus> sources,
        int queue,
        PipelineStats work,
        List<CanaryStatus> canaries,
        List<String> concerns) {
    public StatusDto {
        sources = List.copyOf(sources);
        canaries = List.copyOf(canaries);
        concerns = List.copyOf(concerns);
    }

    /**
     * Health of a source.
     *
     * @param name of the source
     * @param lastSuccess time of the last successful poll; null if none
     * @param items24h new posts in the last 24 hours
     * @param usualItems median daily number of new posts over the last two weeks; null if less than
     *     a day is known
     * @param failures24h failed polls in the last 24 hours
     * @param state such as {@code ok} or {@code outage}
     * @param reason why the state is not ok; null if it is
     */
    public record SourceStatus(
            String name,
            @Nullable Instant lastSuccess,
            int items24h,
            @Nullable Double usualItems,
            int failures24h,
            String state,
            @Nullable String reason) {

        /** Returns the JSON shape of a source's health. */
        public static SourceStatus of(SourceHealth health) {
            return new SourceStatus(
                    health.name(),
                    health.lastSuccess(),
                    health.items24h(),
                    health.baselineItems(),
                    health.failures24h(),
                    health.state().word(),
                    health.reason());
        }
    }

    /**
     * State of a canary.
     *
     * @param name of the canary
     * @param well whether it has not failed
     * @param reason reason for the failure; null if there is none
     * @param lastPassedAt when it was last found; null if it never was
     */
    public record CanaryStatus(
            String name, boolean well, @Nullable String reason, @Nullable Instant lastPassedAt) {

        /** Returns the JSON shape of a canary at a point in time. */
        public static CanaryStatus of(Canary canary, Instant now) {
            String problem = canary.problem(now);
            return new CanaryStatus(canary.name(), problem == null, problem, canary.lastPassedAt());
        }
    }
}
