package dev.framewatch.desk.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Baseline activity of a source, derived from its polls in the last 15 days.
 *
 * @param polls polls, earliest first
 * @param now current time
 */
record ActivityBaseline(List<Poll> polls, Instant now) {
    /** Length of the baseline period. */
    static final Duration PERIOD = Duration.ofDays(15);

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MIN_POLLS = 10;
    private static final int MIN_POSTS = 20;
    private static final double MIN_NONEMPTY_FRACTION = 0.9;
    private static final int MIN_EMPTY_POLLS = 2;

    /**
     * Mean gaps without a new post that count as silence. Under a Poisson process, P(silence) =
     * e^-7 ≈ 0.001.
     */
    private static final double MAX_MEAN_GAPS = 7;

    /** Factor over the longest gap seen, as sources are burstier than a Poisson process. */
    private static final double LONGEST_GAP_FACTOR = 1.5;

    /**
     * One poll.
     *
     * @param at time of the poll
     * @param items number of items in the response
     * @param newItems number of new posts among them
     * @param failure reason of the failure; null if it succeeded
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

    /**
     * Returns the median daily number of new posts before the last 24 h; null if less than one full
     * day is known.
     */
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

    /** Returns a description of an unusual silence, for display; null if there is none. */
    @Nullable String silence() {
        String empty = emptyResponses();
        return empty != null ? empty : noNewItems();
    }

    private @Nullable String emptyResponses() {
        List<Poll> successful = polls.stream().filter(Poll::succeeded).toList();
        int empty = 0;
        while (empty < successful.size()
                && successful.get(successful.size() - 1 - empty).items == 0) {
            empty++;
        }
        List<Poll> before = successful.subList(0, successful.size() - empty);
        double nonEmptyFraction =
                before.stream().filter(p -> p.items > 0).count() / (double) before.size();
        return empty >= MIN_EMPTY_POLLS
                        && before.size() >= MIN_POLLS
                        && nonEmptyFraction >= MIN_NONEMPTY_FRACTION
                ? "its last %d responses were empty, which is unusual".formatted(empty)
                : null;
    }

    private @Nullable String noNewItems() {
        List<Poll> productive = polls.stream().filter(p -> p.newItems > 0).toList();
        int posts = productive.stream().mapToInt(Poll::newItems).sum();
        if (posts < MIN_POSTS || productive.size() < MIN_POLLS) {
            return null;
        }
        Instant last = productive.getLast().at;
        Duration silence = Duration.between(last, now);
        Duration observed = Duration.between(productive.getFirst().at, last);
        double meanGap = observed.toMillis() / (double) (productive.size() - 1);
        long longestGap = 0;
        for (int i = 1; i < productive.size(); i++) {
            Duration gap = Duration.between(productive.get(i - 1).at, productive.get(i).at);
            longestGap = Math.max(longestGap, gap.toMillis());
        }
        return silence.toMillis()
                        > Math.max(MAX_MEAN_GAPS * meanGap, LONGEST_GAP_FACTOR * longestGap)
                ? "nothing new for %s; usually there is a new post every %s"
                        .formatted(
                                RoundedDuration.format(silence),
                                RoundedDuration.format(Duration.ofMillis(Math.round(meanGap))))
                : null;
    }
}
