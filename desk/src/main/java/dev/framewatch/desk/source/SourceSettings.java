package dev.framewatch.desk.source;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.error.InvalidFieldException;
import java.net.URI;
import java.text.Normalizer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a source.
 *
 * @param name unique name: letters, digits, dots, hyphens and underscores
 * @param kind type of the source
 * @param place folder, file or URL, depending on the type
 * @param every polling interval, at least 1 s
 * @param allowPrivate whether the source and its media may be in a private network
 * @param access what the source's server asks of its readers; null for nothing
 */
public record SourceSettings(
        String name,
        SourceKind kind,
        String place,
        Duration every,
        boolean allowPrivate,
        @Nullable SourceAccess access) {
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
        if (access != null) {
            requireAccess(kind, place, allowPrivate, access);
        }
        if (every.compareTo(MIN_INTERVAL) < 0) {
            throw new InvalidFieldException(
                    "every", "source '" + name + "' can be polled at most once per second");
        }
    }

    /** Creates settings of a source whose server asks nothing of its readers. */
    public SourceSettings(
            String name, SourceKind kind, String place, Duration every, boolean allowPrivate) {
        this(name, kind, place, every, allowPrivate, null);
    }

    private static void requireAccess(
            SourceKind kind, String place, boolean allowPrivate, SourceAccess access) {
        if (kind != SourceKind.FEED) {
            throw new InvalidFieldException(
                    "user",
                    "only feeds take a password, headers and a user agent; a %s source has its own"
                                    .formatted(kind.word())
                            + " ways");
        }
        if (access.carriesSecret() && !allowPrivate && !url(place).getScheme().equals("https")) {
            throw new InvalidFieldException(
                    "place", "a password is not sent unencrypted; use the feed's https:// URL");
        }
    }

    /** Returns these settings under another name. */
    public SourceSettings named(String other) {
        return new SourceSettings(other, kind, place, every, allowPrivate, access);
    }

    /**
     * Returns the URL whose server gets the headers of {@link #access}.
     *
     * @throws InvalidFieldException if the place is not a URL
     */
    public URI server() {
        return url(place);
    }

    private static URI url(String place) {
        try {
            return UrlParser.of(place);
        } catch (AddressBlockedException e) {
            throw new InvalidFieldException("place", String.valueOf(e.getMessage()));
        }
    }

    /** Returns a name in the form in which names are compared: composed characters (NFC). */
    public static String canonicalName(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }
}
