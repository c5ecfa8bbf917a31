package dev.framewatch.desk.alert;

import dev.framewatch.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a channel that fails is waited for. The wait doubles with each failure and is shortened
 * by up to half, so that channels which failed together do not come back together.
 *
 * @param first wait
 * @param longest wait between two attempts, unless the other side asks for more
 * @param longestAsked the most that the other side may ask for
 * @param giveUpAfter how old a message must be to be given up
 * @param attempts how often it must have been tried by then
 * @param refusals how often it is tried when the other side does not want it
 */
record Patience(
        Duration first,
        Duration longest,
        Duration longestAsked,
        Duration giveUpAfter,
        int attempts,
        int refusals) {
    static final Patience USUAL =
            new Patience(
                    Duration.ofSeconds(30),
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    Duration.ofDays(3),
                    10,
                    3);
    private static final int MAX_DOUBLINGS = 20;
    private static final int HALF = 500;

    /**
     * @param failures in a row, at least 1
     * @param asked what the other side asks for; null for nothing
     * @param seed makes the shortening the same each time
     */
    Duration wait(int failures, @Nullable Duration asked, String seed) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        Duration wait = least(doubled, longest);
        String digits = Sha256.of((seed + failures).getBytes(StandardCharsets.UTF_8));
        int thousandths = 2 * HALF - Integer.parseInt(digits.substring(0, 6), 16) % (HALF + 1);
        Duration jittered = wait.multipliedBy(thousandths).dividedBy(2L * HALF);
        Duration wished = asked == null ? Duration.ZERO : least(asked, longestAsked);
        return jittered.compareTo(wished) < 0 ? wished : jittered;
    }

    /**
     * Whether a message is tried no more.
     *
     * @param tried how often
     * @param writtenAt when it was put into the outbox
     */
    boolean isOver(
            DeliveryException.FailureKind failureKind, int tried, Instant writtenAt, Instant now) {
        boolean old = !now.isBefore(writtenAt.plus(giveUpAfter)) && tried >= attempts;
        return switch (failureKind) {
            case MAY_RECOVER -> old;
            case REFUSED -> old || tried >= refusals;
            case GONE -> false;
        };
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
