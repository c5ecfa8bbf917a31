package dev.framewatch.desk.http;

import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Removes what may be secret from the addresses in a text, as {@link RedactedUrl} does. */
public final class AddressRedactor {
    private static final Pattern URL =
            Pattern.compile("(?i)\\b(?!file:)[a-z][a-z0-9+.-]{1,20}://[^\\s\"'<>]+");

    /** Belongs to the sentence around an address. */
    private static final Pattern TRAILING_PUNCTUATION = Pattern.compile("[.,;:!)\\]}]+$");

    private AddressRedactor() {}

    /** Returns the text with each address but those of files in its shown form. */
    public static String redact(String text) {
        return text.contains("://")
                ? URL.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(redactMatch(found.group())))
                : text;
    }

    private static String redactMatch(String found) {
        String address = TRAILING_PUNCTUATION.matcher(found).replaceFirst("");
        return redactUrl(address) + found.substring(address.length());
    }

    private static String redactUrl(String address) {
        try {
            // An ellipsis marks what was left out before.
            return RedactedUrl.of(UrlParser.parse(address)).replace("%E2%80%A6", "…");
        } catch (URISyntaxException | IllegalArgumentException e) {
            return address.substring(0, address.indexOf("://") + 3) + "…";
        }
    }
}
