package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.desk.alert.send.AlertView.Fact;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts of alert events, shared by all channels. */
final class AlertText {
    static final String LEAD = "A match is a lead, not an identification.";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int NAME = 80;
    private static final int SENTENCE = 300;
    private static final int CAPTION = 1000;

    private AlertText() {}

    /** Returns the title of a delivery batch. */
    static String title(DeliveryBatch batch) {
        return batch.items().size() == 1
                ? notice(batch.items().getFirst().event()).title()
                : "Digest: %d alerts".formatted(batch.items().size());
    }

    static List<AlertView> notices(DeliveryBatch batch) {
        return batch.items().stream().map(item -> notice(item.event())).toList();
    }

    static AlertView notice(AlertEvent event) {
        return switch (event) {
            case AlertEvent.Sighting sighting -> sighting(sighting);
            case AlertEvent.Trend trend -> trend(trend);
            case AlertEvent.Outage outage -> outage(outage);
            case AlertEvent.Recovery recovery -> recovery(recovery);
            case AlertEvent.Test test -> test(test);
        };
    }

    private static AlertView sighting(AlertEvent.Sighting sighting) {
        AlertEvent.PostInfo post = sighting.post();
        String author = UntrustedText.line(post.author(), NAME);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Score", number("%.2f", sighting.score())));
        facts.add(
                new Fact(
                        "Frames",
                        number("%.0f%% positive", 100 * sighting.positiveFraction())
                                + number(", longest run %.1f s", sighting.longestSeconds())));
        if (!author.isEmpty()) {
            facts.add(new Fact("Author", author));
        }
        facts.add(new Fact("Source", UntrustedText.line(post.source(), NAME)));
        if (post.postedAt() != null) {
            facts.add(new Fact("Posted", moment(post.postedAt())));
        }
        facts.add(new Fact("Posts with this clip", Integer.toString(sighting.clusterSize())));
        facts.add(new Fact("Sighting", UntrustedText.line(sighting.id(), NAME)));
        return new AlertView(
                "Possible match: %s in a post %s"
                        .formatted(
                                UntrustedText.line(sighting.target(), NAME),
                                author.isEmpty()
                                        ? "from " + UntrustedText.line(post.source(), NAME)
                                        : "by " + author),
                facts,
                UntrustedText.text(post.caption(), CAPTION),
                page(post.page()),
                LEAD,
                sighting.frame());
    }

    private static AlertView trend(AlertEvent.Trend trend) {
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
                        new Fact("From", moment(trend.from())),
                        new Fact("Until", moment(trend.until()))),
                "",
                null,
                "A trend counts possible matches: review them before you publish.",
                null);
    }

    private static AlertView outage(AlertEvent.Outage outage) {
        return new AlertView(
                "Outage: " + UntrustedText.line(outage.source(), NAME),
                List.of(
                        new Fact("Since", moment(outage.since())),
                        new Fact("Reason", UntrustedText.line(outage.reason(), SENTENCE))),
                "",
                null,
                "Until it recovers, the absence of alerts does not mean that nothing was posted.",
                null);
    }

    private static AlertView recovery(AlertEvent.Recovery recovery) {
        return new AlertView(
                UntrustedText.line(recovery.source(), NAME) + " has recovered",
                List.of(
                        new Fact("Down since", moment(recovery.since())),
                        new Fact("Recovered at", moment(recovery.at()))),
                "",
                null,
                "",
                null);
    }

    private static AlertView test(AlertEvent.Test test) {
        return new AlertView(
                "Test message for channel " + UntrustedText.line(test.channel(), NAME),
                List.of(new Fact("Sent", moment(test.at()))),
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

    static String moment(Instant at) {
        return MINUTE.format(at);
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
