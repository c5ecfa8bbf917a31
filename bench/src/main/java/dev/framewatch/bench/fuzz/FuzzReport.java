package dev.framewatch.bench.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts of outcomes, and the resources used. */
final class FuzzReport {
    /** The decoder's memory limit, and what its libraries and class files map. */
    private static final long MAX_CHILD_MEGABYTES = 1536 + 200;

    private static final int SHOWN_REASONS = 40;

    private final Map<Outcome.Kind, Integer> kinds = new EnumMap<>(Outcome.Kind.class);
    private final Map<String, Integer> reasons = new HashMap<>();
    private final List<String> victims = new ArrayList<>();
    private List<String> left = List.of();
    private int count;
    private double seconds;
    private String slowest = "";
    private double slowestSeconds;
    private long mostFrames;
    private long childPeakMegabytes;
    private @Nullable Footprint start;
    private @Nullable Footprint end;

    void add(String seed, Outcome outcome) {
        count++;
        seconds += outcome.seconds();
        kinds.merge(outcome.kind(), 1, Integer::sum);
        reasons.merge(outcome.kind() + ": " + withoutNumbers(outcome.reason()), 1, Integer::sum);
        mostFrames = Math.max(mostFrames, outcome.frames());
        childPeakMegabytes = Math.max(childPeakMegabytes, Footprint.childPeakMegabytes());
        if (outcome.seconds() > slowestSeconds) {
            slowestSeconds = outcome.seconds();
            slowest = "%s, %s, %d frames".formatted(seed, outcome.kind(), outcome.frames());
        }
    }

    private static String withoutNumbers(String reason) {
        return reason.replaceAll("[0-9][0-9.,x]*", "#").replaceAll("[^ -~]", "?");
    }

    int count() {
        return count;
    }

    void start(Footprint footprint) {
        start = footprint;
    }

    void end(Footprint footprint) {
        end = footprint;
    }

    /** Adds a sound file that was not read after a find. */
    void addVictim(String description) {
        victims.add(description);
    }

    /** Notes the temporary files that were not deleted. */
    void leftFiles(List<String> names) {
        left = List.copyOf(names);
    }

    boolean isClean() {
        return victims.isEmpty()
                && left.isEmpty()
                && childPeakMegabytes <= MAX_CHILD_MEGABYTES
                && !kinds.containsKey(Outcome.Kind.UNFORESEEN)
                && !kinds.containsKey(Outcome.Kind.ENDLESS)
                && !kinds.containsKey(Outcome.Kind.INVALID);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%d files in %.0f s: %s%n", count, seconds, kinds));
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN_REASONS)
                .forEach(entry ->
                        text.append("%6d %s%n".formatted(entry.getValue(), entry.getKey())));
        text.append(String.format(Locale.ROOT, "slowest: %.1f s (%s)%n", slowestSeconds, slowest));
        text.append("most frames: %d%n".formatted(mostFrames));
        text.append("peak of a decoder process: %d MB resident%n".formatted(childPeakMegabytes));
        text.append("this process, after %s%nand at the end %s%n".formatted(start, end));
        text.append("sound files lost after a find: %s%n".formatted(victims));
        text.append("temporary files left: %s%n".formatted(left));
        return text.toString();
    }
}
