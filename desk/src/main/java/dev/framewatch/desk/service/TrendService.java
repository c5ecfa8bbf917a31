package dev.framewatch.desk.service;

import dev.framewatch.desk.api.TrendDto;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.trend.CountRepository;
import dev.framewatch.desk.trend.CountRepository.TimeBucket;
import dev.framewatch.desk.trend.Trend;
import dev.framewatch.desk.trend.TrendChart;
import dev.framewatch.desk.trend.TrendRepository;
import dev.framewatch.error.InvalidFieldException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Counts how often a Target was seen over time, and lists its Trends. */
public final class TrendService {
    private static final int MAX_HOURS = 24 * 366;
    private static final int MAX_TRENDS = 20;

    private final Database database;
    private final Clock clock;

    TrendService(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The length of a time bucket. */
    public enum Unit {
        /** From midnight on, in the clock's zone. */
        DAY(ChronoUnit.DAYS),
        /** From the full hour on. */
        HOUR(ChronoUnit.HOURS);

        private final ChronoUnit unit;

        Unit(ChronoUnit unit) {
            this.unit = unit;
        }
    }

    /**
     * What to count.
     *
     * @param target the Target's name
     * @param source only Posts of this Source; empty for all
     * @param unit days or hours
     * @param count how many of them, the present one included: 1 to 8784
     */
    public record TrendRequest(String target, String source, Unit unit, int count) {
        public TrendRequest {
            if (count < 1 || count > MAX_HOURS) {
                throw new InvalidFieldException(
                        "count", "days or hours: from 1 to %d".formatted(MAX_HOURS));
            }
        }
    }

    /** Returns counts per day or hour, and the latest Trends. */
    public TrendDto of(TrendRequest request) {
        List<Trend> trends =
                database
                        .jdbi()
                        .withHandle(handle ->
                                new TrendRepository(handle).of(request.target, MAX_TRENDS))
                        .stream()
                        .filter(trend ->
                                request.source.isEmpty() || trend.source().equals(request.source))
                        .toList();
        return TrendDto.of(request.target, request.source, stretches(request), trends);
    }

    /** Returns a chart of the counts as an SVG document. */
    public String chart(TrendRequest request) {
        return new TrendChart(clock.getZone()).svg(request.target, stretches(request));
    }

    private List<TimeBucket> stretches(TrendRequest request) {
        ChronoUnit unit = request.unit.unit;
        ZonedDateTime now = clock.instant().atZone(clock.getZone());
        Instant end = now.truncatedTo(unit).plus(1, unit).toInstant();
        Duration length = unit.getDuration();
        return database.read(handle ->
                new CountRepository(handle)
                        .buckets(request.target, request.source, end, length, request.count));
    }
}
