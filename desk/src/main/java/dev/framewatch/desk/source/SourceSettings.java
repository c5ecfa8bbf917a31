package dev.framewatch.desk.source;

import dev.framewatch.error.InvalidFieldException;
import java.text.Normalizer;
import java.time.Duration;

/**
 * Configuration of a source.
 *
 * @param name unique name: letters, digits, dots, hyphens and underscores
 * @param kind type of the source
 * @param place folder, file or URL, depending on the type
 * @param every polling interval, at least 1 s
 * @param allowPrivate whether the source and its media may be in a private network
 */
public record SourceSettings(
        String name, SourceKind kind, String place, Duration every, boolean allowPrivate) {
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    public SourceSettings {
        name = canonicalName(name);
        if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{0,79}")) {
            throw new InvalidFieldException(
                    "name",
                    "'"
                            + name
                            + "' is not a valid source name: use letters, digits, dots, hyphens and"
                            + " underscores");
        }
        if (place.isBlank()) {
            throw new InvalidFieldException("place", "source '" + name + "' has no location");
        }
        if (every.compareTo(MIN_INTERVAL) < 0) {
            throw new InvalidFieldException(
                    "every", "source '" + name + "' can be polled at most once per second");
        }
    }

    /** Returns a name in the form in which names are compared: composed characters (NFC). */
    public static String canonicalName(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }
}
