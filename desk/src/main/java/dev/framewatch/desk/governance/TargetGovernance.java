package dev.framewatch.desk.governance;

import dev.framewatch.error.InvalidFieldException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Why a Target is looked for.
 *
 * @param owner who answers for it; empty where nobody said
 * @param reason why it is looked for; empty where nobody said
 * @param expires from when on it is looked for no more; null for never
 */
public record TargetGovernance(String owner, String reason, @Nullable Instant expires) {
    private static final int MAX_LENGTH = 500;

    /** Of a Target nobody said anything about. */
    public static final TargetGovernance NONE = new TargetGovernance("", "", null);

    public TargetGovernance {
        owner = validated("owner", owner);
        reason = validated("reason", reason);
    }

    private static String validated(String field, String text) {
        String stripped = text.strip();
        if (stripped.length() > MAX_LENGTH || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidFieldException(
                    field,
                    "the %s is one line of at most %d characters".formatted(field, MAX_LENGTH));
        }
        return stripped;
    }

    /**
     * The moment at which a Target expires whose last day is this one, in UTC.
     *
     * @param date as 2026-12-31
     */
    public static Instant endOf(String date) {
        try {
            return LocalDate.parse(date.strip())
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeParseException _) {
            throw new InvalidFieldException(
                    "expires",
                    "'%s' is no date; write the last day as 2026-12-31, or never".formatted(date));
        }
    }

    /** The last day on which the Target is looked for, as 2026-12-31; null for never. */
    public @Nullable String lastDay() {
        return expires == null
                ? null
                : expires.minusMillis(1).atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
