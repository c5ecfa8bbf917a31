package dev.framewatch.desk.source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares the top of a list with its top at the previous poll, newest first.
 *
 * @param before keys at the top of the list at the previous poll
 * @param now keys in the list now
 */
public record ListContinuity(List<String> before, List<String> now) {
    /** Platforms allow up to three pinned posts; more known ones cannot all be pinned. */
    private static final int MAX_PINNED = 3;

    public ListContinuity {
        before = List.copyOf(before);
        now = List.copyOf(now);
    }

    /**
     * Returns whether entries may have come and gone between the polls: there are new entries, and
     * none of the known ones moved down because of them. A pinned post stays where it is, so that
     * it is still there proves nothing.
     */
    public boolean mayHaveGap() {
        Set<String> known = new HashSet<>(now);
        known.retainAll(before);
        boolean anyNew = !before.isEmpty() && known.size() < Set.copyOf(now).size();
        return anyNew
                && known.size() <= MAX_PINNED
                && known.stream().noneMatch(key -> now.indexOf(key) > before.indexOf(key));
    }
}
