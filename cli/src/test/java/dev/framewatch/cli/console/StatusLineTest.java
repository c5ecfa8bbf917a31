package dev.framewatch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusLineTest {
    private final TerminalScreen screen = new TerminalScreen(40);
    private final Console console = screen.console(Map.of("TERM", "xterm"));
    private final StatusLine status = console.status().orElseThrow();

    @Test
    void isShownBelowWhatIsPrintedToEitherStream() {
        status.show("1 of 2");
        console.out().println("clip.mp4");
        console.err().println("a note");
        status.show("2 of 2");

        assertThat(screen.rows()).containsExactly("clip.mp4", "a note", "2 of 2");
    }

    @Test
    void leavesNothingBehind() {
        status.show("1 of 2");
        console.out().println("clip.mp4");
        status.clear();

        assertThat(screen.rows()).containsExactly("clip.mp4", "");
    }

    @Test
    void waitsUntilALineIsComplete() {
        status.show("1 of 2");
        console.out().print("++-");
        console.out().flush();
        status.show("2 of 2");
        assertThat(screen.rows()).containsExactly("++-");

        console.out().println("+");
        assertThat(screen.rows()).containsExactly("++-+", "2 of 2");
    }

    @Test
    void aResultWiderThanTheTerminalStaysWhole() {
        console.out().println("+".repeat(100));
        status.show("1 of 2");
        status.clear();

        assertThat(String.join("", screen.rows())).isEqualTo("+".repeat(100));
    }

    @Test
    void aLineThatIsPrintedInPartsIsWrappedAsAWhole() {
        console.out().printf("%d of %d verdicts are correct, after %d s.%n", 10, 10, 92);

        assertThat(screen.lines())
                .containsExactly("10 of 10 verdicts are correct, after 92", "    s.");
    }

    @Test
    void goesOnAfterAnAnswer() {
        status.show("1 of 2");
        console.err().print("Go on? [y/N] ");
        console.err().flush();
        screen.write('\n'); // the terminal shows what the user types
        status.lineEnded();

        assertThat(screen.rows()).containsExactly("Go on? [y/N]", "1 of 2");
    }

    @ParameterizedTest
    @CsvSource({
        "outerr, xterm, '', true, true",
        "outerr, xterm, 1, false, true",
        "outerr, dumb, '', false, false",
        "out, xterm, '', true, false",
        "err, xterm, '', false, true",
        "'', xterm, '', false, false"
    })
    void coloursAndAStatusLineDependOnTheTerminal(
            String streams, String terminal, String noColor, boolean colours, boolean line) {
        Console of =
                Console.of(
                        screen,
                        screen,
                        Terminals.of(streams, Map.of("TERM", terminal, "NO_COLOR", noColor)),
                        () -> 40);

        assertThat(of.colours()).isEqualTo(colours);
        assertThat(of.status().isPresent()).isEqualTo(line);
        assertThat(of.terminal()).isEqualTo(streams.contains("err"));
    }
}
