package dev.framewatch.desk.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import dev.framewatch.desk.WatchFactory;
import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.service.SourceService.NewSource;
import dev.framewatch.desk.watch.Supervisor;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.home.Home;
import dev.framewatch.testing.LoopbackSite;
import dev.framewatch.testing.Programs;
import dev.framewatch.verdict.LightAbove;
import dev.framewatch.verdict.LightClips;
import dev.framewatch.verdict.LightTargets;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchServiceTest {
    private static final WatchListener SILENT = new WatchListener() {};

    @TempDir private Path folder;

    private Home home;
    private WatchService watch;

    @BeforeEach
    void aHomeFolder() {
        home = Home.in(folder.resolve("home"));
        watch =
                new WatchService(
                        TestServices.environment(home),
                        _ -> new FeatureExtractor(null, null, new LightAbove()));
    }

    private void aTarget() throws IOException {
        LightTargets.in(home.targets(), "light", 0).close();
    }

    @Test
    void withoutATargetThereIsNothingToWatchFor() {
        assertThatThrownBy(() -> watch.open(null, SILENT, Supervisor.NONE))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no targets");
        assertThat(home.directory()).doesNotExist();
    }

    @Test
    void settingsThatAreWrongAreRefusedByLineAndField() throws IOException {
        aTarget();
        Files.writeString(home.watchFile(), "sampling_interval: 1\ndownload_delay: soon\n");
        assertThatThrownBy(() -> watch.open(null, SILENT, Supervisor.NONE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("download_delay")
                .hasMessageContaining("2");
    }

    @Test
    void aHomeFolderIsWatchedOnceAtATime() throws IOException {
        aTarget();
        try (WatchFactory _ = watch.open(null, SILENT, Supervisor.NONE)) {
            assertThatThrownBy(() -> watch.open(null, SILENT, Supervisor.NONE))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("is already being watched by process");
        }
        watch.open(null, SILENT, Supervisor.NONE).close();
    }

    @Test
    void aRoundFindsTheTargetInWhatASourceBrings() throws Exception {
        aTarget();
        Path drop = Files.createDirectory(folder.resolve("drop"));
        Path clip = LightClips.write(drop.resolve("clip.mp4"), "-++-");
        Files.setLastModifiedTime(clip, FileTime.from(TestServices.NOON.minusSeconds(3600)));
        try (TestServices desk = new TestServices(home.directory())) {
            desk.services
                    .sources()
                    .add(
                            new NewSource(
                                    "drop", "folder", drop.toString(), Duration.ofHours(1), false),
                            "anna");
        }
        List<String> seen = new ArrayList<>();
        WatchListener listener =
                new WatchListener() {
                    @Override
                    public void sighted(SightingRecord sighting) {
                        seen.add(sighting.sighting().target());
                    }
                };
        try (WatchFactory newsdesk = watch.open(null, listener, Supervisor.NONE)) {
            assertThat(newsdesk.once()).isTrue();
        }
        assertThat(seen).containsExactly("light");
    }

    /** Both the list and each video need the cookie, which no argument, row or log has. */
    @Test
    void aSiteThatAsksForACookieIsWatchedWithTheCookieOfItsFile() throws Exception {
        Programs.require("yt-dlp");
        aTarget();
        byte[] clip = Files.readAllBytes(LightClips.write(folder.resolve("clip.mp4"), "-++-"));
        List<String> seen = new ArrayList<>();
        try (LoopbackSite site = new LoopbackSite()) {
            LoopbackSite.Reply video = LoopbackSite.content("video/mp4", clip);
            site.on(
                    "/clip.mp4",
                    exchange -> {
                        Headers headers = exchange.getRequestHeaders();
                        boolean known =
                                "session=s3cret".equals(headers.getFirst("Cookie"))
                                        && "Newsroom/1.0".equals(headers.getFirst("User-Agent"));
                        (known ? video : LoopbackSite.status(403)).to(exchange);
                    });
            Files.writeString(
                    folder.resolve("cookies.txt"),
                    "# Netscape HTTP Cookie File\n"
                            + "127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\ts3cret\n");
            Path yaml =
                    Files.writeString(
                            folder.resolve("someone.yaml"),
                            "url: %s\ncookies: cookies.txt\nuser_agent: Newsroom/1.0\n"
                                    .formatted(site.at("/clip.mp4")));
            try (TestServices desk = new TestServices(home.directory())) {
                desk.services
                        .sources()
                        .add(
                                new NewSource(
                                        "someone",
                                        "ytdlp",
                                        yaml.toString(),
                                        Duration.ofHours(1),
                                        true),
                                "anna");
            }
            WatchListener listener =
                    new WatchListener() {
                        @Override
                        public void sighted(SightingRecord sighting) {
                            seen.add(sighting.sighting().target());
                        }
                    };
            watch =
                    new WatchService(
                            new DeskServices.Environment(
                                    home, Clock.systemUTC(), System.getenv(), "test"),
                            _ -> new FeatureExtractor(null, null, new LightAbove()));
            try (WatchFactory newsdesk = watch.open(null, listener, Supervisor.NONE)) {
                assertThat(newsdesk.once()).isTrue();
            }
        }
        assertThat(seen).containsExactly("light");
        assertThat(Files.readString(home.directory().resolve("desk.db"), ISO_8859_1))
                .doesNotContain("s3cret");
    }
}
