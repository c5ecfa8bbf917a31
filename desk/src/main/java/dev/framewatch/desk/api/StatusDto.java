package dev.framewatch.desk.api;

import dev.framewatch.desk.health.Canary;
import dev.framewatch.desk.health.PipelineStats;
import dev.framewatch.desk.health.SourceHealth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the watch can be trusted now: the object of {@code status --json}.
 *
 * @param healthy whether nothing below is wrong
 * @param sources every Source, by name
 * @param queue Posts that wait to be fetched or judged
 * @param work what waits and what was done in the last day
 * @param canaries every canary
 * @param concerns what else is wrong: with Targets, alerts, timestamps
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
     * How a Source is doing.
     *
     * @param name of the Source
     * @param lastSuccess when it last answered; null for never
     * @param items24h new Posts in the last day
     * @param usualItems new Posts on a median day of the last two weeks; null before there is one
     * @param failures24h failed polls in the last day
     * @param state such as {@code ok} or {@code outage}
     * @param reason why the state is not good; null where it is
     */
    public record SourceStatus(
            String name,
            @Nullable Instant lastSuccess,
            int items24h,
            @Nullable Double usualItems,
            int failures24h,
            String state,
            @Nullable String reason) {

        /** Returns the JSON shape of a Source's health. */
        public static SourceStatus of(SourceHealth health) {
            return new SourceStatus(
                    health.name(),
                    health.lastSuccess(),
                    health.items24h(),
                    health.usualItems(),
                    health.failures24h(),
                    health.state().word(),
                    health.reason());
        }
    }

    /**
     * How a canary is doing.
     *
     * @param name of the canary
     * @param well whether it was found
     * @param reason why it was not; null where it was
     */
    public record CanaryStatus(String name, boolean well, @Nullable String reason) {

        /** Returns the JSON shape of a canary at a moment. */
        public static CanaryStatus of(Canary canary, Instant now) {
            String trouble = canary.problem(now);
            return new CanaryStatus(canary.name(), trouble == null, trouble);
        }
    }
}
