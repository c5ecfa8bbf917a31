package dev.framewatch.desk.alert;

import dev.framewatch.verdict.TargetResult.Run;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alert events for tests. */
public final class Events {
    public static final Instant THEN = Instant.parse("2026-03-02T10:15:00Z");

    private Events() {}

    public static AlertEvent.Sighting sighting(String family) {
        return sighting(family, "anna", "Look at this", null);
    }

    public static AlertEvent.Sighting sighting(
            String family, String author, String caption, @Nullable String frame) {
        return new AlertEvent.Sighting(
                "s-" + family,
                "trump",
                0.94,
                0.5,
                16,
                family,
                1,
                new AlertEvent.PostInfo(
                        "feed",
                        "7",
                        URI.create("https://www.tiktok.com/@anna/video/7?a=1&b=2"),
                        author,
                        caption,
                        Instant.parse("2026-03-02T09:00:00Z"),
                        null),
                frame,
                THEN,
                List.of(new Run(3, 12), new Run(97, 97)));
    }

    public static AlertEvent.Sighting sightingOf(String target, double score) {
        AlertEvent.Sighting one = sighting("f-" + target + score);
        return new AlertEvent.Sighting(
                one.id(),
                target,
                score,
                one.positiveFraction(),
                one.longestSeconds(),
                one.clusterId(),
                one.clusterSize(),
                one.post(),
                null,
                one.at(),
                one.seen());
    }

    public static AlertEvent.Trend trend() {
        return new AlertEvent.Trend(
                "trump",
                "feed",
                Instant.parse("2026-03-01T10:00:00Z"),
                THEN,
                41,
                310,
                18.2,
                0.0000123,
                THEN);
    }

    public static AlertEvent.Outage outage() {
        return new AlertEvent.Outage(
                "feed", Instant.parse("2026-03-01T22:00:00Z"), "0 items where 40 are usual", THEN);
    }

    public static AlertEvent.Recovery recovery() {
        return new AlertEvent.Recovery("feed", Instant.parse("2026-03-01T22:00:00Z"), THEN);
    }

    public static DeliveryBatch parcel(AlertEvent... events) {
        java.util.List<DeliveryBatch.Item> items = new java.util.ArrayList<>();
        for (AlertEvent event : events) {
            items.add(new DeliveryBatch.Item("msg_" + (items.size() + 1), THEN, event));
        }
        return new DeliveryBatch("msg_1", items, ZoneOffset.UTC);
    }
}
