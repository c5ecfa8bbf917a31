package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.verdict.Coverage;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.ScanService.ScannedVideo;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a scan says at its end, on the terminal and as a table. */
class ScanSummaryTest {
    private static final String LONG = "downloads/2026-11/somebody/7301234567890123456.mp4";

    private final ScanSummary summary = new ScanSummary();

    /** A video of ten seconds, seen from 3 s to 5 s and at 8 s. */
    private static ScannedVideo video(String name, Verdict verdict) {
        List<FrameScore> frames =
                verdict instanceof Verdict.Unreadable
                        ? List.of()
                        : IntStream.range(0, 10)
                                .mapToObj(i -> {
                                    boolean seen =
                                            !(verdict instanceof Verdict.NoMatch)
                                                    && ((i >= 3 && i <= 5) || i == 8);
                                    return new FrameScore(i, seen ? 0.9 : 0.1, seen, null);
                                })
                                .toList();
        VideoResult result =
                new VideoResult(
                        Path.of("video.mp4"),
                        "ab",
                        new Coverage(10, 10, 10, frames.size(), false),
                        5,
                        1,
                        List.of(
                                new TargetResult(
                                        "trump", "cd", verdict, Rule.tutorial(), 0.5, 2, frames)));
        return new ScannedVideo(name, result, List.of());
    }

    @Test
    void theMatchesAreListedWithTheirTimesWithinEightyColumns() {
        summary.expect(4);
        summary.add(video(LONG, new Verdict.Match()));
        summary.add(video("b.mp4", new Verdict.NoMatch()));
        summary.add(video("c.mp4", new Verdict.Undecided(Verdict.NEVER_SEEN_WELL, true)));
        summary.add(video("d.mp4", new Verdict.Unreadable("not a video")));

        assertThat(summary.lines())
                .containsExactly(
                        "1 of 4 videos matches; 1 undecided; 1 unreadable.",
                        "  \u2026/somebody/7301234567890123456.mp4  trump         3 s to 5 s, 8 s",
                        "  c.mp4                               trump         undecided 3 s to 5 s,"
                                + " 8 s")
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void aScanThatWasStoppedSaysSo() {
        summary.expect(20);
        summary.add(video("a.mp4", new Verdict.NoMatch()));

        assertThat(summary.sentence())
                .isEqualTo("0 of 1 videos match. The scan was stopped after 1 of 20.");
    }

    @Test
    void thousandsOfMatchesDoNotFillTheTerminal() {
        for (int i = 0; i < 1000; i++) {
            summary.add(video("a.mp4", new Verdict.Match()));
        }

        assertThat(summary.lines()).hasSize(52).last().asString().contains("950 more");
    }

    @Test
    void theTableHasARowPerVideoAndTargetThatNoSpreadsheetEvaluates() throws Exception {
        ScanCsv csv = new ScanCsv();
        csv.add(video("=cmd.mp4", new Verdict.Match()));
        csv.add(video("d.mp4", new Verdict.Unreadable("not a \"video\"")));

        String[] rows = new String(csv.bytes(), StandardCharsets.UTF_8).split("\r\n", -1);
        assertThat(rows).hasSize(4);
        assertThat(rows[0]).startsWith("\uFEFFvideo,target,verdict,reason,seenAt,");
        assertThat(rows[1])
                .isEqualTo(
                        "'=cmd.mp4,trump,match,,\"3 s to 5 s, 8 s\",4,10,0.400,2.000,0.900,3.000,"
                                + "0.500,share:1/3,10.000,10.000,ab,cd,0");
        assertThat(rows[2]).startsWith("d.mp4,trump,unreadable,\"not a \"\"video\"\"\",,0,0,");
    }
}
