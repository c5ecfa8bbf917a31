package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.json.StrictJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A delivery batch as JSON: {@code type}, {@code timestamp} and {@code data}, as recommended by
 * Standard Webhooks. Fields are added, never renamed.
 */
final class EventJson {

    private EventJson() {}

    /** Returns the JSON; the same bytes for each attempt to deliver a batch. */
    static byte[] of(DeliveryBatch batch) {
        return bytes(
                batch.items().size() == 1
                        ? event(batch.items().getFirst())
                        : event(
                                "digest",
                                batch.writtenAt(),
                                Map.of(
                                        "events",
                                        batch.items().stream().map(EventJson::event).toList())));
    }

    static byte[] bytes(Object value) {
        return StrictJson.MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> event(DeliveryBatch.Item item) {
        return event(item.event().type(), item.event().at(), data(item.event()));
    }

    private static Map<String, Object> event(String type, Instant at, Map<String, ?> data) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("timestamp", at);
        event.put("data", data);
        return event;
    }

    private static Map<String, @Nullable Object> data(AlertEvent event) {
        return switch (event) {
            case AlertEvent.Sighting sighting -> sighting(sighting);
            case AlertEvent.Trend trend ->
                    fields(
                            List.of(
                                    "target",
                                    "source",
                                    "from",
                                    "until",
                                    "sightings",
                                    "scanned",
                                    "expected",
                                    "chance"),
                            trend.target(),
                            trend.source(),
                            trend.from(),
                            trend.until(),
                            trend.sightings(),
                            trend.scanned(),
                            trend.expected(),
                            trend.pValue());
            case AlertEvent.Outage outage ->
                    fields(
                            List.of("source", "since", "reason"),
                            outage.source(),
                            outage.since(),
                            outage.reason());
            case AlertEvent.Recovery recovery ->
                    fields(List.of("source", "since"), recovery.source(), recovery.since());
            case AlertEvent.Test test -> fields(List.of("channel"), test.channel());
        };
    }

    private static Map<String, @Nullable Object> sighting(AlertEvent.Sighting sighting) {
        AlertEvent.PostInfo post = sighting.post();
        URI page = post.page();
        return fields(
                List.of(
                        "id",
                        "target",
                        "score",
                        "share",
                        "longestSeconds",
                        "family",
                        "familySize",
                        "caution",
                        "post",
                        "at"),
                sighting.id(),
                sighting.target(),
                sighting.score(),
                sighting.positiveFraction(),
                sighting.longestSeconds(),
                sighting.clusterId(),
                sighting.clusterSize(),
                AlertText.LEAD,
                fields(
                        List.of("source", "id", "url", "author", "caption", "postedAt", "file"),
                        post.source(),
                        post.id(),
                        page,
                        post.author(),
                        post.caption(),
                        post.postedAt(),
                        post.file()),
                Objects.requireNonNullElse(sighting.seen(), List.of()));
    }

    private static Map<String, @Nullable Object> fields(
            List<String> names, @Nullable Object... values) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            fields.put(names.get(i), values[i]);
        }
        return fields;
    }
}
