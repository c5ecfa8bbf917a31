package dev.framewatch.desk.alert;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Announcements to send. */
public final class Events {
    public static final Instant THEN = Instant.parse("2026-03-02T10:15:00Z");

    private Events() {}

    public static Announcement.Sighting sighting(String family) {
        return sighting(family, "anna", "Look at this", null);
    }

    public static Announcement.Sighting sighting(
            String family, String author, String caption, @Nullable String frame) {
        return new Announcement.Sighting(
                "s-" + family,
                "trump",
                0.94,
                0.5,
                16,
                family,
                1,
                new Announcement.Seen(
                        "feed",
                        "7",
                        URI.create("https://www.tiktok.com/@anna/video/7?a=1&b=2"),
                        author,
                        caption,
                        Instant.parse("2026-03-02T09:00:00Z")),
                frame,
                THEN);
    }

    public static Announcement.Sighting sightingOf(String target, double score) {
        Announcement.Sighting one = sighting("f-" + target + score);
        return new Announcement.Sighting(
                one.id(),
                target,
                score,
                one.share(),
                one.longestSeconds(),
                one.family(),
                one.familySize(),
                one.post(),
                null,
                one.at());
    }

    public static Announcement.Trend trend() {
        return new Announcement.Trend(
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

    public static Announcement.Outage outage() {
        return new Announcement.Outage(
                "feed", Instant.parse("2026-03-01T22:00:00Z"), "0 items where 40 are usual", THEN);
    }

    public static Announcement.Recovery recovery() {
        return new Announcement.Recovery("feed", Instant.parse("2026-03-01T22:00:00Z"), THEN);
    }

    public static Parcel parcel(Announcement... events) {
        java.util.List<Parcel.Item> items = new java.util.ArrayList<>();
        for (Announcement event : events) {
            items.add(new Parcel.Item("msg_" + (items.size() + 1), THEN, event));
        }
        return new Parcel("msg_1", items);
    }
}
