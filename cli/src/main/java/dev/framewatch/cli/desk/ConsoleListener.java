package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Advice;
import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.post.PostName;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.text.PrintableLine;
import dev.framewatch.verdict.RunText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints each event of a watch as a line. */
final class ConsoleListener implements WatchListener {
    private static final int MAX_NAME_CHARS = 160;

    private final DeskContext desk;
    private final boolean quiet;

    /**
     * @param quiet whether only errors and matches are printed
     */
    ConsoleListener(DeskContext desk, boolean quiet) {
        this.desk = desk;
        this.quiet = quiet;
    }

    /** Prints a line with the time, unless only errors and matches are. */
    void info(String text) {
        if (!quiet) {
            print(text);
        }
    }

    /** Prints a line with the time. */
    void print(String text) {
        desk.note("%s  %s".formatted(desk.times().second(desk.clock().instant()), text));
    }

    @Override
    public void note(String text) {
        print(Advice.onPrivateAddresses(text));
    }

    @Override
    public void polled(String source, int items, int newItems, List<String> notes) {
        if (newItems > 0) {
            info("%s: %s".formatted(source, Plural.of(newItems, "new post")));
        }
        notes.forEach(text -> info("%s: %s".formatted(source, Advice.onPrivateAddresses(text))));
    }

    @Override
    public void pollFailed(String source, String reason, Duration delay) {
        print(
                "%s: %s; next poll in %d min"
                        .formatted(source, Advice.onPrivateAddresses(reason), minutes(delay)));
    }

    @Override
    public void fetchFailed(String post, String reason, boolean isFinal) {
        print(
                "%s: %s%s"
                        .formatted(
                                name(post),
                                Advice.onPrivateAddresses(reason),
                                isFinal ? "" : "; will retry"));
    }

    @Override
    public void scanFailed(String video, String reason, boolean isFinal) {
        print(
                "%s: %s%s"
                        .formatted(
                                name(video),
                                reason,
                                isFinal ? "; its posts are lost" : "; will retry"));
    }

    @Override
    public void scanned(String video, List<String> verdicts) {
        info("scanned %s: %s".formatted(name(video), VerdictCounts.of(verdicts)));
    }

    @Override
    public void deleted(String what, int count) {
        info("deleted at the end of their retention time: %d %s".formatted(count, what));
    }

    @Override
    public void sighted(SightingRecord facts) {
        Sighting sighting = facts.sighting();
        String times = RunText.of(facts.verdict().at());
        print(
                String.format(
                        Locale.ROOT,
                        "%s %s in %s%s: score %.2f, %.0f%% of frames; details: framewatch"
                                + " sightings show %s",
                        sighting.isUndecided() ? "NOT CONFIRMED" : "MATCH",
                        sighting.target(),
                        name(PostName.of(facts.post().post()).textWithPage()),
                        times.isEmpty() ? "" : ", at " + times,
                        sighting.score(),
                        100 * sighting.positiveFraction(),
                        sighting.id()));
    }

    private static String name(String text) {
        return PrintableLine.of(text, MAX_NAME_CHARS);
    }

    private static long minutes(Duration delay) {
        return Math.max(1, delay.toMinutes());
    }
}
