package dev.framewatch.desk.http;

import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redacts potential secrets in the URLs of a text, as {@link RedactedUrl} does for a single URL.
 */
public final class AddressRedactor {
    private static final Pattern URL =
            Pattern.compile("(?i)\\b(?!file:)[a-z][a-z0-9+.-]{1,20}://[^\\s\"'<>]+");

    /** Punctuation after a URL that belongs to the surrounding sentence. */
    private static final Pattern TRAILING_PUNCTUATION = Pattern.compile("[.,;:!)\\]}]+$");

    private AddressRedactor() {}

    /** Returns the text with every URL redacted, except file URLs. */
    public static String redact(String text) {
        return text.contains("://")
                ? URL.matcher(text)
                        .replaceAll(match -> Matcher.quoteReplacement(redactMatch(match.group())))
                : text;
    }

    private static String redactMatch(String match) {
        String url = TRAILING_PUNCTUATION.matcher(match).replaceFirst("");
        return redactUrl(url) + match.substring(url.length());
    }

    private static String redactUrl(String url) {
        try {
            // The URL may have been redacted before.
            return RedactedUrl.of(UrlParser.parse(url)).replace("%E2%80%A6", "…");
        } catch (URISyntaxException | IllegalArgumentException e) {
            return url.substring(0, url.indexOf("://") + 3) + "…";
        }
    }
}
