package dev.framewatch.desk.source.feed;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/**
 * Decodes and repairs XML as feed readers do. What the bytes show outweighs what is declared: a
 * byte order mark first, then the zeros of UTF-16, then the first declared encoding in which the
 * bytes are valid.
 */
final class XmlText {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern CHARSET =
            Pattern.compile("(?i)\\bcharset\\s*=\\s*[\"']?([^\\s\"';]+)");
    private static final Pattern ENCODING =
            Pattern.compile("<\\?xml[^>]*?\\bencoding\\s*=\\s*[\"']([^\"']+)[\"']");
    private static final int DECLARATION_BYTES = 1000;

    /** The DOCTYPE required by RSS 0.91; it has no effect and is removed. */
    private static final String OLD_DOCTYPE = "<!DOCTYPE\\s+rss\\s[^>\\[]*>";

    private static final String DECLARATION = "^<\\?xml\\s[^>]*>";
    private static final String INVALID_CHARS =
            "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\p{Cs}\\uFFFE\\uFFFF]";
    private static final Pattern END_TAG = Pattern.compile("</(?:rss|feed|rdf:RDF)\\s*>");
    private static final Set<String> XML_ENTITIES = Set.of("amp", "lt", "gt", "quot", "apos");
    private static final Pattern NUMERIC = Pattern.compile("#\\d{1,7}|#[xX][0-9A-Fa-f]{1,6}");
    private static final int MAX_PROLOG_CHARS = 4000;
    private static final int MAX_REFERENCE_CHARS = 40;

    private XmlText() {}

    /**
     * Returns the text of a document without its XML declaration, repaired so that names of HTML
     * entities, stray ampersands and invalid characters do not make it malformed. CDATA sections
     * and comments are left as they are.
     *
     * @param contentType Content-Type of the response; null if unknown
     */
    static String of(byte[] body, @Nullable String contentType) {
        String text = decode(body, contentType);
        String document = withoutSurroundings(text);
        int prolog = Math.min(document.length(), MAX_PROLOG_CHARS);
        String beginning =
                document.substring(0, prolog)
                        .replaceFirst(DECLARATION, "")
                        .replaceFirst(OLD_DOCTYPE, "");
        return repaired((beginning + document.substring(prolog)).replaceAll(INVALID_CHARS, ""));
    }

    /** Returns the text from its first tag to the end tag of the feed; servers append to it. */
    private static String withoutSurroundings(String text) {
        int start = Math.max(0, text.indexOf('<'));
        int end = text.length();
        Matcher endTag = END_TAG.matcher(text);
        while (endTag.find()) {
            end = endTag.end();
        }
        return text.substring(start, Math.max(start, end));
    }

    private static String decode(byte[] body, @Nullable String contentType) {
        for (Charset charset : candidates(body, contentType)) {
            try {
                return charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            } catch (CharacterCodingException e) {
                // the declaration is wrong: try the next one
            }
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private static Set<Charset> candidates(byte[] body, @Nullable String contentType) {
        Set<Charset> candidates = new LinkedHashSet<>();
        unicode(body).ifPresent(candidates::add);
        int length = Math.min(body.length, DECLARATION_BYTES);
        String head = new String(body, 0, length, StandardCharsets.ISO_8859_1);
        List<String> declared = new ArrayList<>();
        declared.add(group(CHARSET, contentType == null ? "" : contentType));
        declared.add(group(ENCODING, head));
        for (String name : declared) {
            singleByte(name).ifPresent(candidates::add);
        }
        candidates.add(StandardCharsets.UTF_8);
        candidates.add(WINDOWS_1252);
        return candidates;
    }

    /** Returns the encoding that a byte order mark or zeros between the first characters show. */
    private static Optional<Charset> unicode(byte[] body) {
        int[] b = new int[4];
        for (int i = 0; i < Math.min(4, body.length); i++) {
            b[i] = body[i] & 0xff;
        }
        if (body.length < 4) {
            return Optional.empty();
        }
        if (b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        boolean little = (b[0] == 0xff && b[1] == 0xfe) || (b[0] != 0 && b[1] == 0);
        boolean big = (b[0] == 0xfe && b[1] == 0xff) || (b[0] == 0 && b[1] != 0);
        if (little) {
            boolean wide = b[2] == 0 && b[3] == 0;
            return Optional.of(wide ? StandardCharsets.UTF_32LE : StandardCharsets.UTF_16LE);
        }
        if (big) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return b[0] == 0 && b[1] == 0 ? Optional.of(StandardCharsets.UTF_32BE) : Optional.empty();
    }

    /**
     * Returns a declared encoding that can be true: without zeros, the bytes are neither UTF-16 nor
     * UTF-32. Latin-1 is read as its superset windows-1252, as browsers do.
     */
    private static Optional<Charset> singleByte(String name) {
        try {
            Charset charset = Charset.forName(name);
            if (charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")) {
                return Optional.empty();
            }
            boolean latin =
                    charset.equals(StandardCharsets.ISO_8859_1)
                            || charset.equals(StandardCharsets.US_ASCII);
            return Optional.of(latin ? WINDOWS_1252 : charset);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int next = i + 1;
            if (c == '&') {
                next = reference(text, i, repaired);
            } else if (c == '<') {
                next = unparsedEnd(text, i);
                repaired.append(text, i, next);
            } else {
                repaired.append(c);
            }
            i = next;
        }
        return repaired.toString();
    }

    /** Returns the end of a CDATA section, comment or instruction; else of the character. */
    private static int unparsedEnd(String text, int start) {
        String end =
                text.startsWith("<![CDATA[", start)
                        ? "]]>"
                        : text.startsWith("<!--", start)
                                ? "-->"
                                : text.startsWith("<?", start) ? "?>" : "";
        int found = text.indexOf(end, start);
        return end.isEmpty() ? start + 1 : found < 0 ? text.length() : found + end.length();
    }

    /** Appends a reference that XML knows and returns its end. */
    private static int reference(String text, int start, StringBuilder repaired) {
        int end = text.indexOf(';', start, Math.min(text.length(), start + MAX_REFERENCE_CHARS));
        if (end < 0) {
            repaired.append("&amp;");
            return start + 1;
        }
        String name = text.substring(start + 1, end);
        if (XML_ENTITIES.contains(name)) {
            repaired.append(text, start, end + 1);
        } else if (NUMERIC.matcher(name).matches()) {
            int character =
                    Character.toLowerCase(name.charAt(1)) == 'x'
                            ? Integer.parseInt(name.substring(2), 16)
                            : Integer.parseInt(name.substring(1));
            append(repaired, isValid(character) ? character : 0xFFFD);
        } else if (Entities.isNamedEntity(name)) {
            Entities.getByName(name).codePoints().forEach(c -> append(repaired, c));
        } else {
            repaired.append("&amp;");
            return start + 1;
        }
        return end + 1;
    }

    private static void append(StringBuilder repaired, int character) {
        repaired.append("&#").append(character).append(';');
    }

    /** Returns whether a character is allowed in XML 1.0 (section 2.2). */
    private static boolean isValid(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= ' ' && character < 0xD800)
                || (character >= 0xE000 && character < 0xFFFE)
                || (character >= 0x10000 && character <= 0x10FFFF);
    }
}
