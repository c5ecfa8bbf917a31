package dev.framewatch.desk.trend;

import dev.framewatch.desk.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Detects when a target is sighted more often than usual; announces each trend once. */
public final class TrendDetector {
    private final Database database;
    private final TrendRule rule;
    private final Clock clock;
    private final Announcer announcer;

    /** Writes the alert for a trend to the outbox, in the transaction that records the trend. */
    @FunctionalInterface
    public interface Announcer {
        void trendStarted(Handle handle, Trend trend);
    }

    public TrendDetector(Database database, TrendRule rule, Clock clock, Announcer announcer) {
        this.database = database;
        this.rule = rule;
        this.clock = clock;
        this.announcer = announcer;
    }

    /**
     * Compares the last full hours with the baseline, for each target and source.
     *
     * @param targets names of the active targets
     */
    public void check(List<String> targets) {
        Instant end = clock.instant().truncatedTo(ChronoUnit.HOURS);
        Instant since = end.minus(rule.totalDuration());
        List<String> sources = database.read(handle -> new CountRepository(handle).sources(since));
        for (String target : targets) {
            for (String source : sources) {
                database.write(handle -> check(handle, target, source, end, sources.size()));
            }
        }
    }

    private void check(Handle handle, String target, String source, Instant end, int sources) {
        int count = Math.toIntExact(rule.totalDuration().dividedBy(Duration.ofHours(1)));
        List<Counts> hours = new CountRepository(handle).hours(target, source, end, count);
        RateComparison comparison = rule.compare(hours);
        TrendRepository trends = new TrendRepository(handle);
        Optional<Trend> open = trends.open(target, source);
        if (open.isPresent()) {
            if (rule.hasEnded(comparison)) {
                trends.end(open.get(), end);
            }
        } else if (rule.isTrend(comparison, hours, sources)) {
            Trend trend = new Trend(target, source, end, null, comparison);
            trends.begin(trend);
            announcer.trendStarted(handle, trend);
        }
    }
}
