package dev.framewatch.desk.watch;

import dev.framewatch.desk.health.RoundedDuration;
import dev.framewatch.desk.http.ServerClocks;
import dev.framewatch.desk.store.CleanUpRepository;
import dev.framewatch.desk.store.CleanUpRepository.CleanUp;
import dev.framewatch.desk.store.CleanUpRepository.Doubt;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.DueTimeRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the clock can be trusted to delete what is too old. It is doubted while it
 * disagrees with the servers that answered, and after a gap far longer than any so far: until
 * servers confirm it, or for a day, in which somebody can set it. A wrong clock would otherwise
 * delete everything at once.
 */
final class DeletionHold {
    /** The shortest retention time is a day; clocks of servers are right to a few minutes. */
    static final Duration MAX_OFFSET = Duration.ofHours(1);

    /** A machine may be off over a long weekend. */
    static final Duration MIN_SUSPICIOUS_GAP = Duration.ofDays(4);

    /** Time after which a clock that nobody contradicts or sets is believed. */
    static final Duration DOUBT = Duration.ofDays(1);

    /** How often the last time is recorded: an idle watch writes nothing all day. */
    private static final Duration RECORD_INTERVAL = Duration.ofDays(1);

    private final Database database;
    private final ServerClocks servers;
    private final Clock clock;
    private CleanUp state;
    private @Nullable Instant recordedAt;

    /** Reads when the watch was last active, so that the first check sees the time since then. */
    DeletionHold(Database database, ServerClocks servers, Clock clock) {
        this.database = database;
        this.servers = servers;
        this.clock = clock;
        Optional<CleanUp> recorded = database.read(handle -> new CleanUpRepository(handle).get());
        Optional<Instant> outcome =
                database.read(handle -> new DueTimeRepository(handle).latestOutcome());
        CleanUp known = recorded.orElse(new CleanUp(Instant.MIN, Duration.ZERO, null));
        this.recordedAt = recorded.map(CleanUp::lastAt).orElse(null);
        this.state =
                outcome.filter(latest -> latest.isAfter(known.lastAt()))
                        .map(known::at)
                        .orElse(known);
    }

    /** Returns why nothing may be deleted now, for display; null if the clock is trusted. */
    synchronized @Nullable String reason() {
        Instant now = clock.instant();
        Duration offset = servers.offset().orElse(null);
        if (offset != null && offset.abs().compareTo(MAX_OFFSET) > 0) {
            contradicted(now);
            return "nothing is deleted: the clock of this machine is %s %s those of the servers that"
                            .formatted(
                                    RoundedDuration.format(offset.abs()),
                                    offset.isNegative() ? "behind" : "ahead of")
                    + " answered; set it";
        }
        if (state.lastAt().equals(Instant.MIN) || now.isBefore(state.lastAt())) {
            servers.clear();
            record(new CleanUp(now, state.longestGap(), null));
            return null;
        }
        Duration gap = Duration.between(state.lastAt(), now);
        if (isSuspicious(gap)) {
            servers.clear();
            record(new CleanUp(now, state.longestGap(), new Doubt(now, gap)));
            return reason(gap);
        }
        Doubt doubt = state.doubt();
        if (doubt != null && offset == null && now.isBefore(doubt.since().plus(DOUBT))) {
            state = state.at(now);
            return reason(doubt.gap());
        }
        Duration longest = doubt == null ? gap : doubt.gap();
        accept(now, longest, doubt != null);
        return null;
    }

    /** Remembers the contradiction in case the next start finds no server. */
    private void contradicted(Instant now) {
        if (state.doubt() == null) {
            record(new CleanUp(now, state.longestGap(), new Doubt(now, Duration.ZERO)));
        } else {
            state = state.at(now);
        }
    }

    private boolean isSuspicious(Duration gap) {
        Duration usual = state.longestGap().multipliedBy(2);
        return gap.compareTo(MIN_SUSPICIOUS_GAP) > 0 && gap.compareTo(usual) > 0;
    }

    private static String reason(Duration gap) {
        if (gap.isZero()) {
            return "nothing is deleted for now: servers have contradicted the clock; if it is"
                    + " right, deletion goes on within a day";
        }
        return "nothing is deleted for now: the watch did not run for %s, or the clock is wrong; if"
                        .formatted(RoundedDuration.format(gap))
                + " it is right, deletion goes on within a day";
    }

    private void accept(Instant now, Duration gap, boolean wasDoubted) {
        Duration longest = gap.compareTo(state.longestGap()) > 0 ? gap : state.longestGap();
        CleanUp accepted = new CleanUp(now, longest, null);
        boolean matters =
                longest.compareTo(state.longestGap()) > 0
                        && longest.multipliedBy(2).compareTo(MIN_SUSPICIOUS_GAP) > 0;
        boolean isStale = recordedAt == null || !now.isBefore(recordedAt.plus(RECORD_INTERVAL));
        if (wasDoubted || matters || isStale) {
            record(accepted);
        } else {
            state = accepted;
        }
    }

    private void record(CleanUp cleanUp) {
        database.write(handle -> new CleanUpRepository(handle).set(cleanUp));
        state = cleanUp;
        recordedAt = cleanUp.lastAt();
    }
}
