package dev.framewatch.cli;

import dev.framewatch.cli.sheet.ResultText;
import dev.framewatch.desk.export.SpreadsheetCsv;
import dev.framewatch.text.CsvCell;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.ScanService.ScannedVideo;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Results of a scan as CSV: a row per video and target. Kept in memory as bytes. */
final class ScanCsv {
    private static final List<String> HEADER =
            List.of(
                    "video",
                    "target",
                    "verdict",
                    "reason",
                    "seenAt",
                    "positives",
                    "sampled",
                    "share",
                    "longestSeconds",
                    "bestScore",
                    "bestAt",
                    "threshold",
                    "rule",
                    "seconds",
                    "decodedSeconds",
                    "sha256",
                    "detector",
                    "unclear");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final SpreadsheetCsv csv;

    ScanCsv() {
        try {
            csv = new SpreadsheetCsv(bytes, HEADER);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory
        }
    }

    void add(ScannedVideo video) {
        video.result().targets().forEach(target -> csv.add(row(video, target)));
    }

    byte[] bytes() throws IOException {
        csv.flush();
        return bytes.toByteArray();
    }

    private static List<String> row(ScannedVideo video, TargetResult target) {
        VideoResult result = video.result();
        Optional<FrameScore> best =
                target.frames().stream()
                        .filter(frame -> !Double.isNaN(frame.score()))
                        .max(Comparator.comparingDouble(FrameScore::score));
        return List.of(
                CsvCell.of(video.name()),
                CsvCell.of(target.target()),
                target.verdict().word(),
                CsvCell.of(reason(target.verdict())),
                ResultText.times(target, result),
                Integer.toString(target.positives()),
                Integer.toString(target.frames().size()),
                number(target.share()),
                number(target.longestSeconds()),
                best.map(frame -> number(frame.score())).orElse(""),
                best.map(frame -> number(frame.seconds())).orElse(""),
                number(target.threshold()),
                target.rule().toString(),
                number(result.coverage().seconds()),
                number(result.coverage().decodedSeconds()),
                CsvCell.of(result.sha256()),
                CsvCell.of(target.detector()),
                Integer.toString(target.unclear()));
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Undecided(String reason, boolean _) -> reason;
            case Verdict.Unreadable(String reason) -> reason;
            case Verdict.Match _, Verdict.NoMatch _ -> "";
        };
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
