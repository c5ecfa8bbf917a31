package dev.framewatch.desk.export;

import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.text.CsvCell;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;

/** Writes sightings as CSV for spreadsheets. */
final class SightingCsv {
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
        SpreadsheetCsv csv = new SpreadsheetCsv(out, HEADER);
        for (SightingDto line : lines) {
            csv.add(fields(line));
        }
        csv.flush();
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
