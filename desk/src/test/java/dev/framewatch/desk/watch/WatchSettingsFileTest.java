package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.home.Home;
import dev.framewatch.verdict.Rule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchSettingsFileTest {
    @TempDir private Path home;

    @Test
    void withoutAFileAllIsAsUsual() throws IOException {
        assertThat(WatchSettingsFile.of(Home.in(home))).isEqualTo(WatchSettings.standard());
    }

    @Test
    void everyFieldReachesItsSetting() throws IOException {
        Files.writeString(
                Home.in(home).watchFile(),
                """
                every: 0.5
                rule: presence:3
                pause: 5s
                largest_video: 100MB
                longest_video: 10m
                disk: 2TB
                longest_queue: 77
                keep_misses: 6h
                keep_unreviewed: 14d
                keep_posts: 7d
                timestamps: https://tsa.example.org/stamp
                """);
        assertThat(WatchSettingsFile.of(Home.in(home)))
                .isEqualTo(
                        new WatchSettings(
                                0.5,
                                Rule.parse("presence:3"),
                                Duration.ofSeconds(5),
                                100_000_000,
                                Duration.ofMinutes(10),
                                2_000_000_000_000L,
                                77,
                                Duration.ofHours(6),
                                Duration.ofDays(14),
                                Duration.ofDays(7),
                                URI.create("https://tsa.example.org/stamp")));
    }

    @Test
    void allThatIsWrongIsSaidAtOnceByLineAndField() throws IOException {
        Path file = Home.in(home).watchFile();
        Files.writeString(file, "every: 0\nrule: often\ndisk: much\npause: -1\nkeep_mises: 3h\n");
        assertThatThrownBy(() -> WatchSettingsFile.of(Home.in(home)))
                .hasMessageContainingAll(
                        file + ": line 1: every: must be a number above 0 and up to 60 seconds",
                        "line 2: rule:",
                        "line 3: disk: write a size as",
                        "line 4: pause: write a time as",
                        "line 5: keep_mises: unknown field; valid fields are");
    }

    @Test
    void aDiskThatHoldsNotEvenOneVideoIsRefused() throws IOException {
        Files.writeString(Home.in(home).watchFile(), "largest_video: 2GB\ndisk: 1GB\n");
        assertThatThrownBy(() -> WatchSettingsFile.of(Home.in(home)))
                .hasMessageContaining("room for one video");
    }
}
