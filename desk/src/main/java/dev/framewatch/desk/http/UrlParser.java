package dev.framewatch.desk.http;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses URLs leniently, as people and servers write them: with blanks, umlauts, stray percent
 * signs, or relative to the page that contains them.
 */
public final class UrlParser {
    private static final Pattern PARTS =
            Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*:)?(//[^/?#]*)?([^#]*)(#.*)?");
    private static final Pattern HOST = Pattern.compile("(//(?:[^@]*@)?)([^:\\[\\]]*)(:\\d*)?");
    private static final String UNSAFE = "\"<>\\^`{|}[]";
    private static final int MAX_CHARS = 4000;

    private UrlParser() {}

    /**
     * Parses an absolute URL.
     *
     * @throws AddressBlockedException if it is not a valid http or https URL
     */
    public static URI of(String text) throws AddressBlockedException {
        return of(text, null);
    }

    /**
     * Parses a URL found on a page.
     *
     * @param base the base URL; null if there is none
     * @throws AddressBlockedException as {@link #of(String)}
     */
    public static URI of(String text, @Nullable URI base) throws AddressBlockedException {
        String written = text.strip();
        if (written.length() > MAX_CHARS) {
            throw new AddressBlockedException(
                    "blocked a URL of %d characters".formatted(written.length()));
        }
        try {
            URI parsed = parse(written);
            URI resolved = base == null ? parsed : base.resolve(parsed);
            return AddressPolicy.PRIVATE_TOO.check(resolved);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new AddressBlockedException("'" + abbreviate(written) + "' is not a valid URL");
        }
    }

    /** Parses a URL of any scheme, unchecked. */
    static URI parse(String written) throws URISyntaxException {
        return new URI(normalize(written));
    }

    private static String normalize(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        return group(parts, 1)
                + host(group(parts, 2))
                + encode(group(parts, 3))
                + fragment(group(parts, 4));
    }

    private static String group(Matcher matcher, int group) {
        String found = matcher.group(group);
        return found == null ? "" : found;
    }

    private static String host(String authority) {
        Matcher matcher = HOST.matcher(authority);
        if (!matcher.matches()) {
            return authority;
        }
        return matcher.group(1)
                + IDN.toASCII(matcher.group(2), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT)
                + group(matcher, 3);
    }

    private static String fragment(String text) {
        return text.isEmpty() ? "" : "#" + encode(text.substring(1)).replace("#", "%23");
    }

    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c <= ' ' || c >= 0x7f || UNSAFE.indexOf(c) >= 0) {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }

    /** Returns the beginning of an invalid URL, without potential secrets. */
    private static String abbreviate(String text) {
        String open = text.replaceAll("(?s)[?#].*", "?…").replaceAll("//[^/]*@", "//…@");
        String plain = open.replaceAll("[^\\p{Print}…]", "·");
        return plain.length() <= 80 ? plain : plain.substring(0, 79) + "…";
    }
}
