package dev.framewatch.desk.source;

import dev.framewatch.error.InvalidFieldException;
import java.time.Duration;

/**
 * A Source as the user described it.
 *
 * @param name unique among Sources: letters, digits, dots, hyphens and underscores
 * @param kind which adapter reads it
 * @param place a folder, file or address, as the kind wants it
 * @param every how often it is asked
 * @param allowPrivate whether it and its media may lie in a private network
 */
public record SourceSettings(
        String name, SourceKind kind, String place, Duration every, boolean allowPrivate) {
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    public SourceSettings {
        if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,79}")) {
            throw new InvalidFieldException(
                    "name",
                    "'"
                            + name
                            + "' cannot name a source: use letters, digits, dots, hyphens and"
                            + " underscores");
        }
        if (place.isBlank()) {
            throw new InvalidFieldException("place", "the source '" + name + "' has no place");
        }
        if (every.compareTo(MIN_INTERVAL) < 0) {
            throw new InvalidFieldException(
                    "every", "the source '" + name + "' can be asked once a second at most");
        }
    }
}
