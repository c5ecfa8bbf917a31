package dev.framewatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What file names can do to a terminal. */
class PrintableLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "clip\nno match: 0 of 9 frames",
                "clip\r\n\u001b[2Jno match: 0 of 9 frames",
                "clip\u0085no match: 0 of 9 frames",
                "clip\u2028\u202eno match: 0 of 9 frames"
            })
    void nothingBeginsAnotherLineOrControlsTheTerminal(String name) {
        assertThat(PrintableLine.of(name))
                .startsWith("clip ")
                .endsWith("no match: 0 of 9 frames")
                .matches("[ -~]+");
    }

    @Test
    void namesOfAllLanguagesStayAsTheyAre() {
        assertThat(PrintableLine.of("\u00e9t\u00e9 \u6797 \u0420 \ud83d\ude00.mp4"))
                .isEqualTo("\u00e9t\u00e9 \u6797 \u0420 \ud83d\ude00.mp4");
        assertThat(PrintableLine.of(null)).isEmpty();
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        assertThat(PrintableLine.of("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 2))
                .isEqualTo("\ud83d\ude00\u2026");
        assertThat(PrintableLine.of("abc", 3)).isEqualTo("abc");
    }

    @Test
    void indentationIsKept() {
        assertThat(PrintableLine.indented("  evidence: a\nb")).isEqualTo("  evidence: a b");
        assertThat(PrintableLine.each("a: 1\n  b\u001b: 2").lines())
                .containsExactly("a: 1", "  b : 2");
    }
}
