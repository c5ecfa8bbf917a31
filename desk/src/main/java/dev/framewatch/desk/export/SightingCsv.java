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
import org.jspecify.annotations.Nullable;

/**
 * Writes sightings as CSV for spreadsheets: RFC 4180 in UTF-8 with a byte order mark, without which
 * Excel garbles names. To prevent formula injection (OWASP, "CSV Injection"), untrusted text that
 * would begin a formula, also after leading blanks, is prefixed with an apostrophe.
 */
final class SightingCsv {
    /** ASCII and full-width characters that begin a formula in spreadsheets. */
    private static final String FORMULA_PREFIXES = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

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
                line.id(),
                escapeFormula(line.target()),
                Double.toString(line.score()),
                Double.toString(line.share()),
                line.family(),
                Integer.toString(line.familySize()),
                line.seenAt().toString(),
                line.state(),
                escapeFormula(line.post().source()),
                escapeFormula(line.post().platform()),
                escapeFormula(line.post().id()),
                escapeFormula(line.post().url()),
                escapeFormula(line.post().author()),
                escapeFormula(line.post().caption()),
                Objects.toString(line.post().postedAt(), ""),
                Objects.toString(line.post().views(), ""),
                line.video().sha256(),
                Objects.toString(line.video().seconds(), ""),
                escapeFormula(line.evidence()));
    }

    /** Returns untrusted text in a form that no spreadsheet evaluates. */
    static String escapeFormula(@Nullable String text) {
        if (text == null) {
            return "";
        }
        boolean formula = !text.isEmpty() && FORMULA_PREFIXES.indexOf(text.charAt(0)) >= 0;
        String stripped = text.strip();
        return formula || (!stripped.isEmpty() && FORMULA_PREFIXES.indexOf(stripped.charAt(0)) >= 0)
                ? "'" + text
                : text;
    }
}
