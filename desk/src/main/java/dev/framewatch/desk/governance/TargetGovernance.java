package dev.framewatch.desk.governance;

import dev.framewatch.error.InvalidFieldException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Owner, purpose and expiry of a target.
 *
 * @param owner person responsible; empty if unset
 * @param reason purpose of searching for the target; empty if unset
 * @param expires instant at which it expires, exclusive; null for never
 */
public record TargetGovernance(String owner, String reason, @Nullable Instant expires) {
    private static final int MAX_LENGTH = 500;

    /** Governance of a target without any settings. */
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
                    "the %s must be a single line of at most %d characters"
                            .formatted(field, MAX_LENGTH));
        }
        return stripped;
    }

    /**
     * Returns the instant at which a target expires that is last searched for on the given day, in
     * UTC.
     *
     * @param date last day, e.g. 2026-12-31
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
                    "invalid date '%s': give the last day, such as 2026-12-31, or never"
                            .formatted(date));
        }
    }

    /** Returns the last day of the search, e.g. 2026-12-31; null for never. */
    public @Nullable String lastDay() {
        return expires == null
                ? null
                : expires.minusMillis(1).atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
