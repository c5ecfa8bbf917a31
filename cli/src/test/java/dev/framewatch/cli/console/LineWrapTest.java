package dev.framewatch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineWrapTest {
    @Test
    void aLongLineIsBrokenBetweenWords() {
        assertThat(LineWrap.of("  minister: no match: 0 of 4 frames (0%), longest run 0 s\n", 30))
                .isEqualTo(
                        """
                          minister: no match: 0 of 4
                            frames (0%), longest run 0
                            s
                        """);
    }

    @Test
    void aCommandStaysOnOneLine() {
        assertThat(LineWrap.of("No targets. To create one: framewatch train --help, or not", 40))
                .isEqualTo("No targets. To create one:\n    framewatch train --help, or not");
    }

    @Test
    void aPathStaysOnOneLine() {
        assertThat(LineWrap.of("Saved the target to /srv/My targets/anna.target (30 kB)", 30))
                .isEqualTo("Saved the target to\n    /srv/My targets/anna.target\n    (30 kB)");
    }

    @Test
    void coloursTakeNoRoom() {
        String line = "\u001b[1mpossible match\u001b[0m: yes";

        assertThat(LineWrap.of(line, 19)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fits",
                "{\"text\": \"one object per line, whatever its length\"}",
                "++++++++++++++++++++++++++++++++++++++",
                "/srv/clips of the summit/press conference.mp4"
            })
    void isLeftWhole(String line) {
        assertThat(LineWrap.of(line, 20)).isEqualTo(line);
    }
}
