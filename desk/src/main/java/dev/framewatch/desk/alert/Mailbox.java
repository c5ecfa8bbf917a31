package dev.framewatch.desk.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.framewatch.error.InvalidFieldException;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An e-mail address, with a display name if there is one.
 *
 * @param name display name, in any script; or empty
 * @param address address in ASCII; the domain of one with umlauts is in Punycode
 */
public record Mailbox(String name, String address) {
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}");
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*)\"|(?<plain>[^\"<>]*))\\s*<(?<at>.*)>");

    /** A comma outside quotation marks. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private static final int MAX_NAME_CHARS = 200;

    public Mailbox {
        if (name.length() > MAX_NAME_CHARS || name.chars().anyMatch(Character::isISOControl)) {
            throw invalid(name);
        }
        if (!ADDRESS.matcher(address).matches()) {
            throw invalid(address);
        }
    }

    /**
     * Parses an address as people write it: {@code desk@example.org} or {@code Newsdesk Zürich
     * <desk@example.org>}.
     *
     * @throws InvalidFieldException if it is not one address
     */
    @JsonCreator
    public static Mailbox of(String text) {
        Matcher named = NAMED.matcher(text.strip());
        if (!named.matches()) {
            return new Mailbox("", ascii(text.strip()));
        }
        String quoted = named.group("quoted");
        String name =
                quoted == null ? named.group("plain").strip() : quoted.replaceAll("\\\\(.)", "$1");
        if (name.isEmpty()) {
            throw invalid(text);
        }
        return new Mailbox(name, ascii(named.group("at").strip()));
    }

    /**
     * Parses addresses that are separated by commas.
     *
     * @throws InvalidFieldException if one of them is invalid
     */
    public static List<Mailbox> listOf(String text) {
        List<Mailbox> all = new ArrayList<>();
        for (String one : SEPARATOR.split(text, -1)) {
            all.add(of(one));
        }
        return all;
    }

    private static String ascii(String address) {
        int at = address.lastIndexOf('@');
        String local = address.substring(0, Math.max(at, 0));
        if (local.codePoints().anyMatch(c -> c > 0x7f && Character.isLetter(c))) {
            throw new InvalidFieldException(
                    "to",
                    ("invalid e-mail address '%s': most mail servers accept only ASCII before the"
                                    + " @; put the name in front: Zoë <zoe@example.org>")
                            .formatted(address));
        }
        try {
            return local + address.substring(Math.max(at, 0), at + 1) + domain(address, at);
        } catch (IllegalArgumentException e) {
            throw invalid(address);
        }
    }

    private static String domain(String address, int at) {
        String domain = address.substring(at + 1);
        return domain.isEmpty() ? domain : IDN.toASCII(domain);
    }

    private static InvalidFieldException invalid(String text) {
        return new InvalidFieldException(
                "to",
                ("invalid e-mail address '%s', expected e.g. desk@example.org or Newsdesk"
                                + " <desk@example.org>")
                        .formatted(text));
    }

    /** Returns the address as {@link #of} reads it. */
    @JsonValue
    @Override
    public String toString() {
        return name.isEmpty()
                ? address
                : "\"%s\" <%s>"
                        .formatted(name.replace("\\", "\\\\").replace("\"", "\\\""), address);
    }
}
