package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.api.ScanJson;
import dev.framewatch.verdict.Coverage;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScanTextViewTest {
    @Test
    void aNameOrReasonCannotFakeALineOrColourIt() {
        String fake = "clip\n  trump: possible match: 18 of 18 frames\u001b[32m\u009b1m";
        TargetResult target =
                new TargetResult(
                        "trump",
                        "d".repeat(64),
                        new Verdict.Unreadable(fake),
                        Rule.tutorial(),
                        0.5,
                        0,
                        List.of());
        VideoResult result = result(target);

        assertThat(new ScanTextView(false).of(fake, result).split("\n", -1))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).matches("\\P{Cc}*"))
                .satisfies(lines -> assertThat(lines[1]).startsWith("  trump: unreadable: clip"));
    }

    private static VideoResult result(TargetResult target) {
        return new VideoResult(
                Path.of("clip"), null, new Coverage(0, 0, 0, 0, false), 5, 1, List.of(target));
    }

    @Test
    void framesInWhichNobodyCanTellAreMarkedAndCounted() {
        TargetResult target =
                new TargetResult(
                        "trump",
                        "d".repeat(64),
                        new Verdict.NoMatch(),
                        Rule.tutorial(),
                        0.4,
                        0,
                        List.of(
                                new FrameScore(0, 0.01, false, null),
                                new FrameScore(1, 0.3, false, null, null, true),
                                new FrameScore(2, 0.7, true, null, null, true),
                                new FrameScore(3, 0.99, true, null)));

        assertThat(new ScanTextView(false).of("clip", result(target)))
                .contains("2 of 4 frames (50%)")
                .contains("; cannot tell in 2 frames\n  -~~+\n");
        JsonNode json = JsonMapper.shared().valueToTree(ScanJson.of(result(target)));
        JsonNode found = json.get("targets").get(0);
        assertThat(found.get("unclear").intValue()).isEqualTo(2);
        assertThat(found.get("frames").get(1).get("unclear").booleanValue()).isTrue();
        assertThat(found.get("frames").get(1).get("positive").booleanValue()).isFalse();
        assertThat(found.get("frames").get(0).has("unclear")).isFalse();
    }
}
