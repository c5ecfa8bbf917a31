package dev.framewatch.web.access;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A browser that opened the desk. All of it is kept in memory. */
public final class Session {
    /** More than anybody takes back one by one. */
    private static final int MAX_DECISIONS = 1_000;

    private final String actor;
    private final String csrfToken;
    private final Deque<String> decisions = new ArrayDeque<>();
    private volatile Instant usedAt;

    Session(String actor, String csrfToken, Instant usedAt) {
        this.actor = actor;
        this.csrfToken = csrfToken;
        this.usedAt = usedAt;
    }

    /** Returns the name under which its changes are recorded. */
    public String actor() {
        return actor;
    }

    /** Returns what each of its changes must contain. */
    public String csrfToken() {
        return csrfToken;
    }

    Instant usedAt() {
        return usedAt;
    }

    void use(Instant now) {
        usedAt = now;
    }

    /** Remembers a decision, so that it can be taken back. */
    public synchronized void decided(String sighting) {
        decisions.remove(sighting);
        decisions.addLast(sighting);
        if (decisions.size() > MAX_DECISIONS) {
            decisions.removeFirst();
        }
    }

    /** Returns the sighting that was decided last, and forgets it; empty if there is none. */
    public synchronized Optional<String> lastDecided() {
        return Optional.ofNullable(decisions.pollLast());
    }

    /** Returns whether there is a decision to take back. */
    public synchronized boolean hasDecided() {
        return !decisions.isEmpty();
    }
}
