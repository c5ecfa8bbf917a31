package dev.framewatch.cli.desk;

import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.trend.CountRepository;
import dev.framewatch.desk.trend.CountRepository.TimeBucket;
import dev.framewatch.desk.trend.Counts;
import dev.framewatch.desk.trend.Trend;
import dev.framewatch.desk.trend.TrendChart;
import dev.framewatch.desk.trend.TrendRepository;
import dev.framewatch.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch trend}: how often a Target is seen, and whether that is more than usual. */
@Command(
        name = "trend",
        description =
                "Draws how often a Target was seen, among the posts that were looked at, and names"
                        + " the times at which that was more than usual.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:it was seen in that time", "1:it was not", "2:an error"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch trend trump                    the last 30 days",
            "  framewatch trend trump --hours 48         hour by hour",
            "  framewatch trend trump --source feed --json",
            "  framewatch trend trump --svg trend.svg    as a picture"
        })
public final class TrendCommand implements Callable<Integer> {
    private static final int BAR = 40;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE d MMM", Locale.ROOT);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ROOT);
    private static final int TRENDS = 20;

    private final DeskContext desk;

    @Parameters(paramLabel = "NAME", description = "The Target.")
    private String target = "";

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How many days (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--hours", paramLabel = "N", description = "Hours instead of days.")
    private @Nullable Integer hours;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Only what this Source brought.")
    private String source = "";

    @Option(names = "--svg", paramLabel = "FILE", description = "Write a picture.")
    private @Nullable Path svg;

    @Option(names = "--json", description = "One object on standard output.")
    private boolean json;

    public TrendCommand(DeskContext desk) {
        this.desk = desk;
    }

    /** The shape of {@code trend --json}. */
    record Report(
            String target,
            String source,
            int posts,
            int sightings,
            List<Line> stretches,
            List<Noticed> trends) {}

    /** A day or an hour. */
    record Line(
            String from,
            int posts,
            int sightings,
            double rate,
            int families,
            int authors,
            long views) {
        static Line of(TimeBucket bucket) {
            Counts counts = bucket.tally();
            return new Line(
                    bucket.from().toString(),
                    counts.posts(),
                    counts.sightings(),
                    counts.rate(),
                    bucket.families(),
                    bucket.authors(),
                    bucket.views());
        }
    }

    /** A Trend with the figures that justify it. */
    record Noticed(
            String source,
            String began,
            @Nullable String ended,
            int sightings,
            int posts,
            int usualSightings,
            int usualPosts,
            double chance) {
        static Noticed of(Trend trend) {
            return new Noticed(
                    trend.source(),
                    trend.began().toString(),
                    trend.ended() == null ? null : trend.ended().toString(),
                    trend.comparison().now().sightings(),
                    trend.comparison().now().posts(),
                    trend.comparison().usual().sightings(),
                    trend.comparison().usual().posts(),
                    trend.comparison().pValue());
        }
    }

    @Override
    public Integer call() throws IOException {
        ZoneId zone = desk.clock().getZone();
        boolean byHour = hours != null;
        int count = hours != null ? hours : days;
        if (count < 1 || count > 24 * 366) {
            throw new IllegalArgumentException("--days and --hours: from 1 to a year");
        }
        ZonedDateTime now = desk.clock().instant().atZone(zone);
        Instant end =
                byHour
                        ? now.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant()
                        : now.truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant();
        Duration length = byHour ? Duration.ofHours(1) : Duration.ofDays(1);
        try (Database database = Database.open(desk.home().get())) {
            List<TimeBucket> stretches =
                    database.read(handle ->
                            new CountRepository(handle)
                                    .stretches(target, source, end, length, count));
            List<Trend> trends =
                    database.read(handle -> new TrendRepository(handle).of(target, TRENDS)).stream()
                            .filter(trend -> source.isEmpty() || trend.source().equals(source))
                            .toList();
            if (svg != null) {
                String picture = new TrendChart(zone).svg(target, stretches);
                AtomicFile.write(svg, picture.getBytes(StandardCharsets.UTF_8));
                desk.note("The picture is " + svg);
            }
            Counts all =
                    stretches.stream().map(TimeBucket::tally).reduce(Counts.NOTHING, Counts::plus);
            if (json) {
                desk.json(
                        new Report(
                                target,
                                source,
                                all.posts(),
                                all.sightings(),
                                stretches.stream().map(Line::of).toList(),
                                trends.stream().map(Noticed::of).toList()));
            } else {
                draw(stretches, byHour ? HOUR : DAY, zone);
                trends.forEach(trend -> desk.out().println(words(trend, zone)));
                desk.out()
                        .printf(
                                Locale.ROOT,
                                "%d sightings in %d posts. A match is a lead for a person to look"
                                        + " at.%n",
                                all.sightings(),
                                all.posts());
            }
            return all.sightings() > 0 ? 0 : 1;
        }
    }

    private void draw(List<TimeBucket> stretches, DateTimeFormatter named, ZoneId zone) {
        int highest = stretches.stream().mapToInt(s -> s.tally().sightings()).max().orElse(0);
        desk.out().printf("%s in %s%n", target, source.isEmpty() ? "all Sources" : source);
        for (TimeBucket bucket : sinceTheFirstLook(stretches)) {
            Counts counts = bucket.tally();
            int bar =
                    highest == 0 ? 0 : (int) Math.ceil(BAR * counts.sightings() / (double) highest);
            desk.out()
                    .printf(
                            Locale.ROOT,
                            "%-17s %-" + BAR + "s %s%n",
                            named.format(bucket.from().atZone(zone)),
                            "█".repeat(bar),
                            counts.posts() == 0
                                    ? "nothing was looked at"
                                    : "%d of %d".formatted(counts.sightings(), counts.posts()));
        }
    }

    private static List<TimeBucket> sinceTheFirstLook(List<TimeBucket> stretches) {
        return stretches.stream().dropWhile(bucket -> bucket.tally().posts() == 0).toList();
    }

    private static String words(Trend trend, ZoneId zone) {
        Counts now = trend.comparison().now();
        Counts usual = trend.comparison().usual();
        return String.format(
                Locale.ROOT,
                "Trend in %s, noticed %s%s: %d of %d posts in a day; before, %d of %d. By chance:"
                        + " once in %,.0f.",
                trend.source(),
                HOUR.format(trend.began().atZone(zone)),
                trend.ended() == null ? "" : ", over " + HOUR.format(trend.ended().atZone(zone)),
                now.sightings(),
                now.posts(),
                usual.sightings(),
                usual.posts(),
                1 / Math.max(trend.comparison().pValue(), 1e-12));
    }
}
