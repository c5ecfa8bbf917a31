package dev.framewatch.desk.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.text.CsvCell;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Writes sightings as CSV for spreadsheets: RFC 4180 in UTF-8 with a byte order mark, without which
 * Excel garbles names. Untrusted text is written as {@link CsvCell}.
 */
final class SightingCsv {
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
                    "evidence",
                    "undecided");

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
                CsvCell.of(line.id()),
                CsvCell.of(line.target()),
                Double.toString(line.score()),
                Double.toString(line.share()),
                CsvCell.of(line.family()),
                Integer.toString(line.familySize()),
                line.seenAt().toString(),
                line.state(),
                CsvCell.of(line.post().source()),
                CsvCell.of(line.post().platform()),
                CsvCell.of(line.post().id()),
                CsvCell.of(line.post().url()),
                CsvCell.of(line.post().author()),
                CsvCell.of(line.post().caption()),
                Objects.toString(line.post().postedAt(), ""),
                Objects.toString(line.post().views(), ""),
                CsvCell.of(line.video().sha256()),
                Objects.toString(line.video().seconds(), ""),
                CsvCell.of(line.evidence()),
                Boolean.toString(line.undecided()));
    }
}
