package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.api.TrendDto;
import dev.framewatch.desk.api.TrendDto.DetectedTrend;
import dev.framewatch.desk.api.TrendDto.TimeBucket;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.TrendService.TrendRequest;
import dev.framewatch.desk.service.TrendService.Unit;
import dev.framewatch.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch trend}: charts the sightings of a target and its detected trends. */
@Command(
        name = "trend",
        description = "Chart sightings over time and flag unusual increases.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:there were sightings in that period", "1:no sightings", "2:error"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch trend trump                    last 30 days",
            "  framewatch trend trump --hours 48         hourly",
            "  framewatch trend trump --source feed --json",
            "  framewatch trend trump --svg trend.svg    as an SVG chart"
        })
public final class TrendCommand implements Callable<Integer> {
    private static final int MAX_BAR_CHARS = 40;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE d MMM", Locale.ROOT);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ROOT);

    private final DeskContext desk;

    @Parameters(paramLabel = "NAME", description = "Target name.")
    private String target = "";

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "Number of days (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--hours",
            paramLabel = "N",
            description = "Number of hours: show hourly counts instead of daily ones.")
    private @Nullable Integer hours;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Only posts of this source.")
    private String source = "";

    @Option(names = "--svg", paramLabel = "FILE", description = "Write an SVG chart.")
    private @Nullable Path svg;

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    public TrendCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        TrendRequest request =
                new TrendRequest(
                        target,
                        source,
                        hours == null ? Unit.DAY : Unit.HOUR,
                        hours == null ? days : hours);
        TrendDto trend;
        try (DeskServices services = desk.open()) {
            trend = services.trends().of(request);
            if (svg != null) {
                String chart = services.trends().chart(request);
                AtomicFile.write(svg, chart.getBytes(StandardCharsets.UTF_8));
                desk.note("Wrote " + svg);
            }
        }
        if (json) {
            desk.json(trend);
        } else {
            print(trend);
        }
        return trend.sightings() > 0 ? 0 : 1;
    }

    private void print(TrendDto trend) {
        ZoneId zone = desk.clock().getZone();
        draw(trend, hours == null ? DAY : HOUR, zone);
        trend.trends().forEach(detected -> desk.out().println(describe(detected)));
        desk.out()
                .printf(
                        Locale.ROOT,
                        "%s in %s. Sightings are possible matches; review them.%n",
                        Plural.of(trend.sightings(), "sighting"),
                        Plural.of(trend.posts(), "post"));
    }

    private void draw(TrendDto trend, DateTimeFormatter label, ZoneId zone) {
        int highest = trend.stretches().stream().mapToInt(TimeBucket::sightings).max().orElse(0);
        desk.out()
                .printf(
                        "%s in %s; times in %s%n",
                        target,
                        source.isEmpty() ? "all sources" : source,
                        zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
        for (TimeBucket bucket : fromFirstPost(trend.stretches())) {
            int bar =
                    highest == 0
                            ? 0
                            : (int)
                                    Math.ceil(
                                            MAX_BAR_CHARS * bucket.sightings() / (double) highest);
            desk.out()
                    .printf(
                            Locale.ROOT,
                            "%-17s %-" + MAX_BAR_CHARS + "s %s%n",
                            label.format(bucket.from().atZone(zone)),
                            "█".repeat(bar),
                            bucket.posts() == 0
                                    ? "no posts analysed"
                                    : "%d of %d".formatted(bucket.sightings(), bucket.posts()));
        }
    }

    private static List<TimeBucket> fromFirstPost(List<TimeBucket> buckets) {
        return buckets.stream().dropWhile(bucket -> bucket.posts() == 0).toList();
    }

    private String describe(DetectedTrend trend) {
        return String.format(
                Locale.ROOT,
                "Trend in %s, detected %s%s: %d of %d posts in 24 h; baseline %d of %d (p"
                        + " = 1 in %,.0f).",
                trend.source(),
                desk.times().minute(trend.began()),
                trend.ended() == null ? "" : ", ended " + desk.times().minute(trend.ended()),
                trend.sightings(),
                trend.posts(),
                trend.usualSightings(),
                trend.usualPosts(),
                1 / Math.max(trend.chance(), 1e-12));
    }
}
