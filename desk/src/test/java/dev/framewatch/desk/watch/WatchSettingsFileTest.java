package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.home.Home;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.ScanOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchSettingsFileTest {
    private static final WatchSettings ALL_DIFFERENT =
            new WatchSettings(
                    0.5,
                    Rule.parse("presence:3"),
                    new Threshold.FalseMatchRate(0.001),
                    new TreeMap<>(),
                    Duration.ofSeconds(5),
                    100_000_000,
                    Duration.ofMinutes(10),
                    2_000_000_000_000L,
                    77,
                    Duration.ofHours(6),
                    Duration.ofDays(14),
                    Duration.ofDays(7),
                    Duration.ofHours(36),
                    new TimestampAuthority(URI.create("https://tsa.example.org/stamp"), false));

    @TempDir private Path home;

    @Test
    void withoutAFileTheDefaultsApply() throws IOException {
        assertThat(WatchSettingsFile.of(Home.in(home))).isEqualTo(WatchSettings.standard());
    }

    @Test
    void aWatchIsStricterThanAScan() {
        assertThat(WatchSettings.standard().scan().criteriaFor("any").threshold())
                .isEqualTo(new Threshold.Strict());
        assertThat(ScanOptions.standard().criteria().threshold())
                .isEqualTo(new Threshold.Trained());
    }

    @Test
    void everyFieldReachesItsSetting() throws IOException {
        Files.writeString(
                Home.in(home).watchFile(),
                """
                sampling_interval: 0.5
                rule: presence:3
                threshold: fmr:0.001
                download_delay: 5s
                max_video_size: 100MB
                max_video_duration: 10m
                max_disk_usage: 2TB
                max_queue_length: 77
                retain_nonmatching: 6h
                retain_unreviewed: 14d
                retain_posts: 7d
                storyboards: 36h
                timestamp_authority: https://tsa.example.org/stamp
                """);
        assertThat(WatchSettingsFile.of(Home.in(home))).isEqualTo(ALL_DIFFERENT);
    }

    @Test
    void anAuthorityInTheOwnNetworkHasToBeAllowed() throws IOException {
        Path file = Home.in(home).watchFile();
        Files.writeString(file, "timestamp_authority: http://10.1.2.3/tsa\n");
        // the address itself is checked again when it is connected to
        assertThat(WatchSettingsFile.of(Home.in(home)).timestamps())
                .isEqualTo(new TimestampAuthority(URI.create("http://10.1.2.3/tsa"), false));
        Files.writeString(file, "timestamp_authority: http://localhost:3161/\n");
        assertThatThrownBy(() -> WatchSettingsFile.of(Home.in(home)))
                .hasMessageContaining("timestamp_allow_private: true allows one of your own");
        Files.writeString(
                file,
                "timestamp_authority: http://localhost:3161/\ntimestamp_allow_private: true\n");
        assertThat(WatchSettingsFile.of(Home.in(home)).timestamps())
                .isEqualTo(new TimestampAuthority(URI.create("http://localhost:3161/"), true));
    }

    @Test
    void formerFieldNamesStillWork() throws IOException {
        Files.writeString(
                Home.in(home).watchFile(),
                """
                every: 0.5
                rule: presence:3
                threshold: fmr:0.001
                pause: 5s
                largest_video: 100MB
                longest_video: 10m
                disk: 2TB
                longest_queue: 77
                keep_misses: 6h
                keep_unreviewed: 14d
                keep_posts: 7d
                storyboards: 36h
                timestamps: https://tsa.example.org/stamp
                """);
        assertThat(WatchSettingsFile.of(Home.in(home))).isEqualTo(ALL_DIFFERENT);
    }

    @Test
    void aFieldUnderBothItsNamesIsRefusedAndBothAreNamed() throws IOException {
        Path file = Home.in(home).watchFile();
        Files.writeString(file, "max_video_size: 100MB\nlargest_video: 200MB\n");
        assertThatThrownBy(() -> WatchSettingsFile.of(Home.in(home)))
                .hasMessage(
                        file
                                + ": line 2: largest_video: the same as 'max_video_size': use only"
                                + " one of them");
    }

    @Test
    void anErrorContainsTheNameThatTheFileUses() throws IOException {
        Files.writeString(Home.in(home).watchFile(), "keep_misses: long\nretain_posts: short\n");
        assertThatThrownBy(() -> WatchSettingsFile.of(Home.in(home)))
                .hasMessageContainingAll(
                        "line 1: keep_misses: must be a duration",
                        "line 2: retain_posts: must be a duration");
    }

    @Test
    void allProblemsAreReportedAtOnceByLineAndField() throws IOException {
        Path file = Home.in(home).watchFile();
        Files.writeString(
                file,
                "sampling_interval: 0\n"
                        + "rule: often\n"
                        + "threshold: low\n"
                        + "max_disk_usage: much\n"
                        + "download_delay: -1\n"
                        + "retain_post: 3h\n");
        assertThatThrownBy(() -> WatchSettingsFile.of(Home.in(home)))
                .hasMessageContainingAll(
                        file
                                + ": line 1: sampling_interval: must be a number above 0 and up to"
                                + " 60 seconds",
                        "line 2: rule:",
                        "line 3: threshold: invalid threshold 'low'",
                        "line 4: max_disk_usage: must be a size",
                        "line 5: download_delay: must be a duration",
                        "line 6: retain_post: unknown field; valid fields are");
    }

    @Test
    void aDiskQuotaBelowTheSizeOfOneVideoIsRefused() throws IOException {
        Files.writeString(Home.in(home).watchFile(), "max_video_size: 2GB\nmax_disk_usage: 1GB\n");
        assertThatThrownBy(() -> WatchSettingsFile.of(Home.in(home)))
                .hasMessageContaining("must not be less than max_video_size");
    }
}
