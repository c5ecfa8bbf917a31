package dev.framewatch.desk.service;

import dev.framewatch.desk.api.TrendDto;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.trend.CountRepository;
import dev.framewatch.desk.trend.CountRepository.TimeBucket;
import dev.framewatch.desk.trend.Trend;
import dev.framewatch.desk.trend.TrendChart;
import dev.framewatch.desk.trend.TrendRepository;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Counts sightings of a target over time and lists its trends. */
public final class TrendService {
    private static final int MAX_HOURS = 24 * 366;
    private static final int MAX_TRENDS = 20;

    private final Database database;
    private final Clock clock;
    private final KnownNames names;

    TrendService(Database database, Clock clock, KnownNames names) {
        this.database = database;
        this.clock = clock;
        this.names = names;
    }

    /** The length of a time bucket. */
    public enum Unit {
        /** A calendar day in the clock's zone. */
        DAY(ChronoUnit.DAYS),
        /** A full hour. */
        HOUR(ChronoUnit.HOURS);

        private final ChronoUnit unit;

        Unit(ChronoUnit unit) {
            this.unit = unit;
        }
    }

    /**
     * A request for counts.
     *
     * @param target name of the target
     * @param source name of the source; empty for all
     * @param unit days or hours
     * @param count number of buckets, including the current one: 1 to 8784
     */
    public record TrendRequest(String target, String source, Unit unit, int count) {
        public TrendRequest {
            if (count < 1 || count > MAX_HOURS) {
                throw new InvalidFieldException(
                        "count", "days or hours must be 1 to %d".formatted(MAX_HOURS));
            }
        }
    }

    /**
     * Returns counts per day or hour, and the latest trends.
     *
     * @throws NotFoundException if there is no such target or source, and no results of it
     */
    public TrendDto of(TrendRequest request) {
        names.requireTarget(request.target);
        if (!request.source.isEmpty()) {
            names.requireSource(request.source);
        }
        List<Trend> trends =
                database
                        .jdbi()
                        .withHandle(handle ->
                                new TrendRepository(handle).of(request.target, MAX_TRENDS))
                        .stream()
                        .filter(trend ->
                                request.source.isEmpty() || trend.source().equals(request.source))
                        .toList();
        return TrendDto.of(request.target, request.source, buckets(request), trends);
    }

    /** Renders the counts as an SVG chart. */
    public String chart(TrendRequest request) {
        return new TrendChart(clock.getZone()).svg(request.target, buckets(request));
    }

    private List<TimeBucket> buckets(TrendRequest request) {
        ChronoUnit unit = request.unit.unit;
        ZonedDateTime now = clock.instant().atZone(clock.getZone());
        Instant end = now.truncatedTo(unit).plus(1, unit).toInstant();
        Duration length = unit.getDuration();
        return database.read(handle ->
                new CountRepository(handle)
                        .buckets(request.target, request.source, end, length, request.count));
    }
}
