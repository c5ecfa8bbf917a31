package dev.framewatch.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScreenProgressTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(shown, true, StandardCharsets.UTF_8);
    private Instant now = Instant.ofEpochSecond(1000);

    @Test
    void withoutATerminalItPrintsALineWithTheTimeLeftEveryFewSeconds() {
        LineProgress progress = new LineProgress(err, () -> now);

        progress.update("Drawing", 0, 100);
        wait(Duration.ofSeconds(2));
        progress.update("Drawing", 10, 100);
        wait(Duration.ofSeconds(4));
        progress.update("Drawing", 25, 100);
        wait(Duration.ofSeconds(1));
        progress.update("Scanning", 0, 0);
        progress.close();

        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Drawing ...",
                        "  25%, about 18 s left",
                        "  done in 7.0 s",
                        "Scanning ...",
                        "  done in 0.0 s");
    }

    @Test
    void onATerminalItShowsABarForEachTask() {
        try (ScreenProgress progress = ScreenProgress.on(err, true)) {
            progress.update("Drawing", 50, 200);
            progress.update("Scanning", 200, 200);
        }

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("Drawing", " 25%", "Scanning", "100%");
    }

    private void wait(Duration time) {
        now = now.plus(time);
    }
}
