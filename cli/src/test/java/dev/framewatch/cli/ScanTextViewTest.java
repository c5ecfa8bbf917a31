package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.verdict.Coverage;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScanTextViewTest {
    @Test
    void aNameOrReasonCannotFakeALineOrColourIt() {
        String fake = "clip\n  trump: possible match: 18 of 18 frames\u001b[32m\u009b1m";
        TargetResult target =
                new TargetResult(
                        "trump", "d".repeat(64), new Verdict.Unreadable(fake), 0.5, 0, List.of());
        VideoResult result =
                new VideoResult(
                        Path.of("clip"),
                        null,
                        new Coverage(0, 0, 0, 0, false),
                        5,
                        Rule.tutorial(),
                        1,
                        List.of(target));

        assertThat(new ScanTextView(false).of(fake, result).split("\n", -1))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).matches("\\P{Cc}*"))
                .satisfies(lines -> assertThat(lines[1]).startsWith("  trump: unreadable: clip"));
    }
}
