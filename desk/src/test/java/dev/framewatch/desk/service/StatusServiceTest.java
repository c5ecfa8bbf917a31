package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.api.StatusDto;
import dev.framewatch.desk.api.StatusDto.CanaryStatus;
import dev.framewatch.desk.api.StatusDto.SourceStatus;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.desk.service.CanaryService.CanaryRequest;
import dev.framewatch.desk.service.SourceService.NewSource;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PollRepository;
import dev.framewatch.verdict.LightTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusServiceTest {
    @TempDir private Path folder;

    @AutoClose private TestServices desk;

    @BeforeEach
    void open() throws IOException {
        desk = new TestServices(folder);
    }

    private StatusDto status() {
        return desk.services.status().status();
    }

    private void aTargetAndASource() throws IOException {
        LightTargets.in(desk.home.targets(), "light", 0).close();
        desk.services
                .sources()
                .add(
                        new NewSource(
                                "blog",
                                "feed",
                                "https://example.org/feed",
                                Duration.ofHours(1),
                                false),
                        "anna");
    }

    @Test
    void withoutATargetAndASourceNothingIsWatched() {
        assertThat(status().healthy()).isFalse();
        assertThat(status().concerns()).containsExactly("no targets", "no sources");
    }

    @Test
    void withBothAllIsWell() throws IOException {
        aTargetAndASource();
        assertThat(status().healthy()).isTrue();
        assertThat(status().sources()).extracting(SourceStatus::state).containsExactly("new");
        assertThat(status().queue()).isZero();
    }

    @Test
    void whatASourceHasAndNobodyLooksAtIsAConcern() throws IOException {
        aTargetAndASource();
        try (Database database = Database.open(desk.home)) {
            database.write(handle -> {
                PollRepository polls = new PollRepository(handle);
                polls.recordSuccess(
                        polls.active().getFirst(),
                        TestServices.NOON,
                        1,
                        0,
                        "",
                        "1 file was skipped: a.zip (a ZIP archive)",
                        TestServices.NOON);
            });
        }
        assertThat(status().healthy()).isFalse();
        assertThat(status().concerns())
                .containsExactly("source blog: 1 file was skipped: a.zip (a ZIP archive)");
    }

    @Test
    void aTargetThatHasExpiredIsAConcern() throws IOException {
        aTargetAndASource();
        GovernanceChange over = new GovernanceChange(null, null, "2026-02-28");
        desk.services.governance().change("light", over, "anna");
        assertThat(status().healthy()).isFalse();
        assertThat(status().concerns())
                .containsExactly("target light has expired and is no longer monitored");
    }

    @Test
    void aTargetThatCannotBeOpenedIsAConcern() throws IOException {
        aTargetAndASource();
        Files.writeString(desk.home.targets().resolve("light.target"), "damaged");
        assertThat(status().healthy()).isFalse();
        assertThat(status().concerns())
                .singleElement()
                .asString()
                .startsWith("target light is not monitored: ");
    }

    @Test
    void aCanaryThatWasNotFoundIsNotWell() throws IOException {
        aTargetAndASource();
        desk.services.canaries().add(new CanaryRequest("post", "blog", "7"));
        assertThat(status().canaries()).extracting(CanaryStatus::well).containsExactly(true);
        try (DeskServices later =
                DeskServices.open(
                        new DeskServices.Environment(
                                desk.home,
                                Clock.fixed(
                                        TestServices.NOON.plus(Duration.ofDays(2)), ZoneOffset.UTC),
                                Map.of(),
                                "test"))) {
            StatusDto status = later.status().status();
            assertThat(status.healthy()).isFalse();
            assertThat(status.canaries())
                    .singleElement()
                    .satisfies(canary -> {
                        assertThat(canary.well()).isFalse();
                        assertThat(canary.reason()).contains("has not returned the post 7");
                    });
        }
    }
}
