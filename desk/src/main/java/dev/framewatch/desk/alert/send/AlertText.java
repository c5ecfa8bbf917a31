package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.desk.alert.send.AlertView.Fact;
import dev.framewatch.text.LocalTimeFormat;
import dev.framewatch.verdict.RunText;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts of alert events, shared by all channels. */
final class AlertText {
    static final String LEAD = "A match is a lead, not an identification.";
    private static final int NAME = 80;
    private static final int SENTENCE = 300;
    private static final int CAPTION = 1000;

    private AlertText() {}

    /** Returns the title of a delivery batch. */
    static String title(DeliveryBatch batch) {
        return batch.items().size() == 1
                ? notice(batch.items().getFirst().event(), batch.zone()).title()
                : "Digest: %d alerts".formatted(batch.items().size());
    }

    static List<AlertView> notices(DeliveryBatch batch) {
        return batch.items().stream().map(item -> notice(item.event(), batch.zone())).toList();
    }

    /**
     * Returns the text of an event.
     *
     * @param zone time zone of the receiver
     */
    static AlertView notice(AlertEvent event, ZoneId zone) {
        LocalTimeFormat times = new LocalTimeFormat(zone);
        return switch (event) {
            case AlertEvent.Sighting sighting -> sighting(sighting, times);
            case AlertEvent.Trend trend -> trend(trend, times);
            case AlertEvent.Outage outage -> outage(outage, times);
            case AlertEvent.Recovery recovery -> recovery(recovery, times);
            case AlertEvent.Test test -> test(test, times);
        };
    }

    private static AlertView sighting(AlertEvent.Sighting sighting, LocalTimeFormat times) {
        AlertEvent.PostInfo post = sighting.post();
        String author = UntrustedText.line(post.author(), NAME);
        String file = post.file() == null ? "" : UntrustedText.line(post.file(), NAME);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Score", number("%.2f", sighting.score())));
        facts.add(
                new Fact(
                        "Frames",
                        number("%.0f%% positive", 100 * sighting.positiveFraction())
                                + number(", longest run %.1f s", sighting.longestSeconds())));
        if (sighting.seen() != null && !sighting.seen().isEmpty()) {
            facts.add(new Fact("In the clip", RunText.of(sighting.seen())));
        }
        if (!file.isEmpty()) {
            facts.add(new Fact("File", file));
        }
        if (!author.isEmpty()) {
            facts.add(new Fact("Author", author));
        }
        facts.add(new Fact("Source", UntrustedText.line(post.source(), NAME)));
        if (post.postedAt() != null) {
            facts.add(new Fact("Posted", times.minute(post.postedAt())));
        }
        facts.add(new Fact("Seen", times.minute(sighting.at())));
        facts.add(new Fact("Posts with this clip", Integer.toString(sighting.clusterSize())));
        String id = UntrustedText.line(sighting.id(), NAME);
        facts.add(new Fact("Sighting", id));
        facts.add(new Fact("Details", "framewatch sightings show " + id));
        return new AlertView(
                "Possible match: %s in %s"
                        .formatted(
                                UntrustedText.line(sighting.target(), NAME),
                                place(file, author, UntrustedText.line(post.source(), NAME))),
                facts,
                UntrustedText.text(post.caption(), CAPTION),
                page(post.page()),
                LEAD,
                sighting.frame());
    }

    private static String place(String file, String author, String source) {
        if (file.isEmpty()) {
            return "a post " + (author.isEmpty() ? "from " + source : "by " + author);
        }
        return author.isEmpty() ? file : file + " by " + author;
    }

    private static AlertView trend(AlertEvent.Trend trend, LocalTimeFormat times) {
        return new AlertView(
                "Trend: %s more often than usual in %s"
                        .formatted(
                                UntrustedText.line(trend.target(), NAME),
                                UntrustedText.line(trend.source(), NAME)),
                List.of(
                        new Fact(
                                "Sightings",
                                "%d in %d posts".formatted(trend.sightings(), trend.scanned())),
                        new Fact("Expected", number("%.1f", trend.expected())),
                        new Fact("p-value", odds(trend.pValue())),
                        new Fact("From", times.minute(trend.from())),
                        new Fact("Until", times.minute(trend.until()))),
                "",
                null,
                "A trend counts possible matches: review them before you publish.",
                null);
    }

    private static AlertView outage(AlertEvent.Outage outage, LocalTimeFormat times) {
        return new AlertView(
                "Outage: " + UntrustedText.line(outage.source(), NAME),
                List.of(
                        new Fact("Since", times.minute(outage.since())),
                        new Fact("Reason", UntrustedText.line(outage.reason(), SENTENCE))),
                "",
                null,
                "Until it recovers, the absence of alerts does not mean that nothing was posted.",
                null);
    }

    private static AlertView recovery(AlertEvent.Recovery recovery, LocalTimeFormat times) {
        return new AlertView(
                UntrustedText.line(recovery.source(), NAME) + " has recovered",
                List.of(
                        new Fact("Down since", times.minute(recovery.since())),
                        new Fact("Recovered at", times.minute(recovery.at()))),
                "",
                null,
                "",
                null);
    }

    private static AlertView test(AlertEvent.Test test, LocalTimeFormat times) {
        return new AlertView(
                "Test message for channel " + UntrustedText.line(test.channel(), NAME),
                List.of(new Fact("Sent", times.minute(test.at()))),
                "",
                null,
                "This is a test; there was no match.",
                null);
    }

    /** Returns the URL if it is a web page that is safe to link, or null. */
    private static @Nullable URI page(@Nullable URI page) {
        if (page == null || page.getHost() == null || page.toString().length() > CAPTION) {
            return null;
        }
        String scheme = String.valueOf(page.getScheme()).toLowerCase(Locale.ROOT);
        return scheme.equals("http") || scheme.equals("https") ? page : null;
    }

    private static String odds(double probability) {
        return probability < 1e-9
                ? "less than 1 in 1,000,000,000"
                : number("1 in %,.0f", 1 / probability);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
