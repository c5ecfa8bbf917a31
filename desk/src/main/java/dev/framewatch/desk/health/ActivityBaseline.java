package dev.framewatch.desk.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Source usually brings, from its polls of the last fortnight and a day.
 *
 * @param polls the earliest first
 * @param now when the question is asked
 */
record ActivityBaseline(List<Poll> polls, Instant now) {
    /** How far back a habit goes. */
    static final Duration PERIOD = Duration.ofDays(15);

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MIN_POLLS = 10;
    private static final int MIN_POSTS = 20;
    private static final double MIN_NONEMPTY_FRACTION = 0.9;
    private static final int MIN_EMPTY_POLLS = 2;

    /** A silence this unlikely is no chance: e to the power of -7, one in a thousand. */
    private static final double MAX_MEAN_GAPS = 7;

    /** Gaps grow longer now and then. */
    private static final double LONGEST_GAP_FACTOR = 1.5;

    /**
     * One poll.
     *
     * @param items in the answer
     * @param newItems among them
     * @param failure null when it worked
     */
    record Poll(Instant at, int items, int newItems, @Nullable String failure) {
        boolean succeeded() {
            return failure == null;
        }
    }

    int newItemsToday() {
        return polls.stream()
                .filter(p -> p.at.isAfter(now.minus(DAY)))
                .mapToInt(Poll::newItems)
                .sum();
    }

    int failuresToday() {
        return (int)
                polls.stream().filter(p -> p.at.isAfter(now.minus(DAY)) && !p.succeeded()).count();
    }

    /** New Posts on a middling day before the last one; null before there is a whole one. */
    @Nullable Double medianDailyItems() {
        List<Integer> days = new ArrayList<>();
        Instant first = polls.isEmpty() ? now : polls.getFirst().at;
        for (Instant end = now.minus(DAY); !end.minus(DAY).isBefore(first); end = end.minus(DAY)) {
            Instant to = end;
            days.add(
                    polls.stream()
                            .filter(p -> !p.at.isAfter(to) && p.at.isAfter(to.minus(DAY)))
                            .mapToInt(Poll::newItems)
                            .sum());
        }
        if (days.isEmpty()) {
            return null;
        }
        Collections.sort(days);
        return (days.get((days.size() - 1) / 2) + days.get(days.size() / 2)) / 2.0;
    }

    /** What is wrong with what it brings, for people; null for nothing. */
    @Nullable String silence() {
        String empty = emptyAnswers();
        return empty != null ? empty : nothingNew();
    }

    private @Nullable String emptyAnswers() {
        List<Poll> worked = polls.stream().filter(Poll::succeeded).toList();
        int empty = 0;
        while (empty < worked.size() && worked.get(worked.size() - 1 - empty).items == 0) {
            empty++;
        }
        List<Poll> before = worked.subList(0, worked.size() - empty);
        double full = before.stream().filter(p -> p.items > 0).count() / (double) before.size();
        return empty >= MIN_EMPTY_POLLS
                        && before.size() >= MIN_POLLS
                        && full >= MIN_NONEMPTY_FRACTION
                ? "its last %d answers held nothing at all, where there is usually something"
                        .formatted(empty)
                : null;
    }

    private @Nullable String nothingNew() {
        List<Poll> bringing = polls.stream().filter(p -> p.newItems > 0).toList();
        int posts = bringing.stream().mapToInt(Poll::newItems).sum();
        if (posts < MIN_POSTS || bringing.size() < MIN_POLLS) {
            return null;
        }
        Instant last = bringing.getLast().at;
        Duration silent = Duration.between(last, now);
        Duration known = Duration.between(bringing.getFirst().at, last);
        double usualGap = known.toMillis() / (double) (bringing.size() - 1);
        long longest = 0;
        for (int i = 1; i < bringing.size(); i++) {
            Duration gap = Duration.between(bringing.get(i - 1).at, bringing.get(i).at);
            longest = Math.max(longest, gap.toMillis());
        }
        return silent.toMillis() > Math.max(MAX_MEAN_GAPS * usualGap, LONGEST_GAP_FACTOR * longest)
                ? "nothing new for %s, where something usually comes every %s"
                        .formatted(format(silent), format(Duration.ofMillis(Math.round(usualGap))))
                : null;
    }

    static String format(Duration span) {
        long minutes = Math.max(1, span.toMinutes());
        if (minutes < 120) {
            return minutes + " min";
        }
        return minutes < 48 * 60 ? minutes / 60 + " hours" : minutes / (24 * 60) + " days";
    }
}
