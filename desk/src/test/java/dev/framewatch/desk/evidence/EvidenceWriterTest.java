package dev.framewatch.desk.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.geometry.Box;
import dev.framewatch.verdict.Coverage;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.RgbImage;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence of a match appears complete or not at all. */
class EvidenceWriterTest {
    @TempDir private Path folder;

    private void write(double... seconds) throws IOException {
        List<FrameScore> scores =
                DoubleStream.of(seconds)
                        .mapToObj(second -> new FrameScore(second, 0.9, true, new Box(2, 2, 8, 8)))
                        .toList();
        TargetResult target =
                new TargetResult(
                        "light",
                        "d".repeat(64),
                        new Verdict.Match(),
                        Rule.tutorial(),
                        0.5,
                        1,
                        scores);
        VideoResult result =
                new VideoResult(
                        Path.of("7.mp4"),
                        "a".repeat(64),
                        new Coverage(3, 3, 3, 3, false),
                        5,
                        1,
                        List.of(target));
        RgbImage image = new RgbImage(64, 64, new byte[64 * 64 * 3]);
        new EvidenceWriter("test")
                .write(
                        folder.resolve("light"),
                        result,
                        target,
                        scores.stream().map(score -> new EvidenceFrame(score, image)).toList());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void newEvidenceReplacesAllOfTheEarlierOne() throws IOException {
        write(1, 2);
        write(3);

        assertThat(files())
                .containsExactly(
                        "light/01-at-3.00s-unmarked.jpg",
                        "light/01-at-3.00s.jpg",
                        "light/evidence.json",
                        "light/index.html");
    }

    @Test
    void anInterruptLeavesTheEarlierEvidenceAndNothingElse() throws IOException {
        write(1);
        List<String> before = files();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> write(2, 3)).isInstanceOf(ClosedByInterruptException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(files()).isEqualTo(before);
    }
}
