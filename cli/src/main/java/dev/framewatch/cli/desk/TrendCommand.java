package dev.framewatch.cli.desk;

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
import java.time.format.DateTimeFormatter;
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
                desk.note("The picture is " + svg);
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
        trend.trends().forEach(one -> desk.out().println(words(one, zone)));
        desk.out()
                .printf(
                        Locale.ROOT,
                        "%d sightings in %d posts. A match is a lead for a person to look at.%n",
                        trend.sightings(),
                        trend.posts());
    }

    private void draw(TrendDto trend, DateTimeFormatter named, ZoneId zone) {
        int highest = trend.stretches().stream().mapToInt(TimeBucket::sightings).max().orElse(0);
        desk.out().printf("%s in %s%n", target, source.isEmpty() ? "all Sources" : source);
        for (TimeBucket bucket : sinceTheFirstPost(trend.stretches())) {
            int bar =
                    highest == 0 ? 0 : (int) Math.ceil(BAR * bucket.sightings() / (double) highest);
            desk.out()
                    .printf(
                            Locale.ROOT,
                            "%-17s %-" + BAR + "s %s%n",
                            named.format(bucket.from().atZone(zone)),
                            "█".repeat(bar),
                            bucket.posts() == 0
                                    ? "nothing was looked at"
                                    : "%d of %d".formatted(bucket.sightings(), bucket.posts()));
        }
    }

    private static List<TimeBucket> sinceTheFirstPost(List<TimeBucket> buckets) {
        return buckets.stream().dropWhile(bucket -> bucket.posts() == 0).toList();
    }

    private static String words(DetectedTrend trend, ZoneId zone) {
        return String.format(
                Locale.ROOT,
                "Trend in %s, noticed %s%s: %d of %d posts in a day; before, %d of %d. By chance:"
                        + " once in %,.0f.",
                trend.source(),
                HOUR.format(trend.began().atZone(zone)),
                trend.ended() == null ? "" : ", over " + HOUR.format(trend.ended().atZone(zone)),
                trend.sightings(),
                trend.posts(),
                trend.usualSightings(),
                trend.usualPosts(),
                1 / Math.max(trend.chance(), 1e-12));
    }
}
