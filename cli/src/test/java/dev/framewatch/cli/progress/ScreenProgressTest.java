package dev.framewatch.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.console.Columns;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.TerminalScreen;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenProgressTest {
    private static final Task DRAWING = new Task("drawing", Unit.FRAME);
    private static final Task COMPARING = new Task("Comparing", Unit.IMAGE);

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(shown, true, StandardCharsets.UTF_8);
    private final TerminalScreen screen = new TerminalScreen(80);
    private final Console console = screen.console(Map.of("TERM", "xterm"));
    private Instant now = Instant.ofEpochSecond(1000);

    private ScreenProgress inALog() {
        return new ScreenProgress(err, new LineDisplay(err), () -> now);
    }

    private ScreenProgress onATerminal() {
        return new ScreenProgress(
                console.err(),
                new StatusDisplay(console.status().orElseThrow(), console.err()),
                () -> now);
    }

    private List<String> log() {
        return shown.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aLogGetsALineWithTheTimeLeftEveryFewSeconds() {
        ScreenProgress progress = inALog();

        progress.update(DRAWING, 0, 100);
        pass(Duration.ofSeconds(2));
        progress.update(DRAWING, 10, 100);
        pass(Duration.ofSeconds(4));
        progress.update(DRAWING, 25, 100, "b.png");
        pass(Duration.ofSeconds(1));
        progress.update(DRAWING, 100, 100);
        pass(Duration.ofSeconds(1));
        progress.update(COMPARING, 0, 0);
        progress.close();

        assertThat(log())
                .containsExactly(
                        "Drawing ...",
                        "  b.png, 25 of 100 frames, about 18 s left",
                        "  100 of 100 frames in 7.0 s",
                        "Comparing ...",
                        "  done in 0.0 s");
    }

    @Test
    void aLogHearsThatTimePassesWithoutAnyNews() {
        ScreenProgress progress = inALog();

        progress.update(COMPARING, 0, 0);
        for (int i = 0; i < 17 * 60; i++) {
            pass(Duration.ofSeconds(1));
            progress.tick();
        }

        assertThat(log()).startsWith("Comparing ...", "  for 5.0 s", "  for 10 s");
        assertThat(log().size()).isBetween(20, 50);
    }

    @Test
    void aTaskThatDoesNotEndSaysSo() {
        ScreenProgress progress = inALog();
        ScreenProgress other = onATerminal();

        for (ScreenProgress one : List.of(progress, other)) {
            one.update(DRAWING, 61, 100, "b.png");
            one.close();
        }

        assertThat(log()).contains("  stopped at 61 of 100 frames after 0.0 s");
        assertThat(screen.lines())
                .containsExactly("Drawing: stopped at 61 of 100 frames after 0.0 s (b.png)");
    }

    @Test
    void aTerminalShowsOneLineThatBecomesAnOrdinaryOneAtTheEnd() {
        ScreenProgress progress = onATerminal();

        progress.update(DRAWING, 50, 200);
        pass(Duration.ofSeconds(3));
        progress.update(DRAWING, 100, 200, "summit.jpg");
        assertThat(screen.lines())
                .containsExactly("Drawing  100 of 200 frames, about 3 s left  summit.jpg");

        progress.notice("b.png is skipped");
        pass(Duration.ofSeconds(1));
        progress.update(DRAWING, 200, 200);
        progress.update(COMPARING, 0, 0);
        assertThat(screen.lines())
                .containsExactly(
                        "note: b.png is skipped",
                        "Drawing: 200 of 200 frames in 4.0 s",
                        "Comparing  0.0 s");

        progress.close();
        assertThat(screen.lines()).endsWith("Comparing: done in 0.0 s").hasSize(3);
    }

    @Test
    void aTaskThatBeginsAgainIsAnotherOne() {
        ScreenProgress progress = inALog();

        progress.update(DRAWING, 2, 2);
        progress.update(DRAWING, 1, 2);
        progress.close();

        assertThat(log()).filteredOn("Drawing ..."::equals).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    40  | Reading labelled ima…  61 of 100 frames
                    80  | Reading labelled images  61 of 100 frames, about 7 s left  …he-third-summit.jpg
                    160 | [#############.........]  Reading labelled images  61 of 100 frames, about 7 s left  minister-at-the-third-summit.jpg
                    """)
    void thereIsRoomForWhatMattersMost(int columns, String text) {
        Step step =
                new Step(
                        "Reading labelled images",
                        0.61,
                        "61 of 100 frames",
                        "minister-at-the-third-summit.jpg",
                        true);

        assertThat(StatusDisplay.text(step, Duration.ofSeconds(10), columns - 1)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 12, 39, 79, 159})
    void noTextIsWiderThanTheTerminal(int columns) {
        for (String detail : List.of("", "clip.mp4", "首相記者会見第三回.mp4", "x".repeat(300))) {
            Step step = new Step("Scanning", 0.5, "1 of 2 videos", detail, false);

            assertThat(Columns.of(StatusDisplay.text(step, Duration.ofSeconds(9), columns)))
                    .isLessThanOrEqualTo(columns);
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
