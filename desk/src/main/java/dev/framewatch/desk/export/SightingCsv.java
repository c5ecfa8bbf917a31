package dev.framewatch.desk.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.framewatch.desk.api.SightingDto;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes sightings as CSV for spreadsheets: RFC 4180 in UTF-8 with a byte order mark, without which
 * Excel garbles names. To prevent formula injection (OWASP, "CSV Injection"), untrusted text that
 * would begin a formula, also after leading blanks, is prefixed with an apostrophe. So is text that
 * a spreadsheet would take for a number and change: the 19 digits of a post's ID would be rounded.
 */
final class SightingCsv {
    /** ASCII and full-width characters that begin a formula in spreadsheets. */
    private static final String FORMULA_PREFIXES = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /**
     * Long numbers, which lose digits or are shown as powers of ten; those with leading zeros,
     * which lose these; and hexadecimal IDs such as 12e45, which are powers of ten.
     */
    private static final Pattern CHANGING_NUMBER = Pattern.compile("\\d{12,}|0\\d+|\\d+[eE]\\d+");

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final List<String> HEADER =
            List.of(
                    "id",
                    "target",
                    "score",
                    "share",
                    "family",
                    "familySize",
                    "seenAt",
                    "state",
                    "source",
                    "platform",
                    "postId",
                    "url",
                    "author",
                    "caption",
                    "postedAt",
                    "views",
                    "videoSha256",
                    "seconds",
                    "evidence");

    private SightingCsv() {}

    static void write(List<SightingDto> lines, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write(BYTE_ORDER_MARK);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(HEADER);
        for (SightingDto line : lines) {
            csv.writeRecord(fields(line));
        }
        csv.flush();
        text.flush();
    }

    private static List<String> fields(SightingDto line) {
        return List.of(
                text(line.id()),
                text(line.target()),
                Double.toString(line.score()),
                Double.toString(line.share()),
                text(line.family()),
                Integer.toString(line.familySize()),
                line.seenAt().toString(),
                line.state(),
                text(line.post().source()),
                text(line.post().platform()),
                text(line.post().id()),
                text(line.post().url()),
                text(line.post().author()),
                text(line.post().caption()),
                Objects.toString(line.post().postedAt(), ""),
                Objects.toString(line.post().views(), ""),
                text(line.video().sha256()),
                Objects.toString(line.video().seconds(), ""),
                text(line.evidence()));
    }

    /** Returns untrusted text in a form that no spreadsheet evaluates or rounds. */
    static String text(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (CHANGING_NUMBER.matcher(text.strip()).matches()) {
            return "'" + text;
        }
        boolean formula = !text.isEmpty() && FORMULA_PREFIXES.indexOf(text.charAt(0)) >= 0;
        String stripped = text.strip();
        return formula || (!stripped.isEmpty() && FORMULA_PREFIXES.indexOf(stripped.charAt(0)) >= 0)
                ? "'" + text
                : text;
    }
}
