package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.api.PostDto;
import dev.framewatch.desk.api.SourceDto;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.service.SourceService.NewSource;
import dev.framewatch.desk.service.SourceService.TestResult;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceServiceTest {
    private static final Duration HOURLY = Duration.ofHours(1);

    @TempDir private Path folder;

    @AutoClose private TestServices desk;
    private SourceService sources;
    private Path drop;

    @BeforeEach
    void open() throws IOException {
        desk = new TestServices(folder.resolve("home"));
        sources = desk.services.sources();
        drop = Files.createDirectory(folder.resolve("drop"));
    }

    private NewSource folderNamed(String name) {
        return new NewSource(name, "folder", drop.toString(), HOURLY, false);
    }

    @Test
    void anAddedSourceIsDueAtOnceAndItsActorIsOnRecord() throws IOException {
        SourceDto added = sources.add(folderNamed("drop"), "anna");
        assertThat(added.place()).isEqualTo(drop.toAbsolutePath().normalize().toString());
        assertThat(added.everySeconds()).isEqualTo(3600);
        assertThat(added.dueAt()).isEqualTo(TestServices.NOON);
        assertThat(sources.list()).containsExactly(added);
        assertThat(desk.audit()).containsExactly("anna source-added drop");
    }

    @Test
    void aNameThatIsTakenIsAConflictAndChangesNothing() throws IOException {
        SourceDto first = sources.add(folderNamed("drop"), "anna");
        NewSource second = new NewSource("drop", "feed", "https://example.org/feed", HOURLY, false);
        assertThatThrownBy(() -> sources.add(second, "ben")).isInstanceOf(ConflictException.class);
        assertThat(sources.list()).containsExactly(first);
        assertThat(desk.audit()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "x y, folder, drop, name",
        "x, pigeon, drop, kind",
        "x, feed, ' ', place",
    })
    void aWrongFieldIsNamed(String name, String kind, String place, String field) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() ->
                        sources.add(new NewSource(name, kind, resolved(place), HOURLY, false), "a"))
                .satisfies(wrong -> assertThat(wrong.field()).isEqualTo(field));
        assertThat(sources.list()).isEmpty();
    }

    private String resolved(String place) {
        return place.equals("drop") ? drop.toString() : place;
    }

    @Test
    void aPlaceThatDoesNotExistOrCannotBeUsedAddsNothing() throws IOException {
        String gone = folder.resolve("gone").toString();
        assertThatThrownBy(() ->
                        sources.add(new NewSource("a", "folder", gone, HOURLY, false), "anna"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no such folder: " + gone);
        assertThatThrownBy(
                        () -> sources.add(new NewSource("a", "list", gone, HOURLY, false), "anna"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no such file: " + gone);
        Path scraper = Files.writeString(folder.resolve("scraper.yaml"), "ran: x");
        assertThatThrownBy(() ->
                        sources.add(
                                new NewSource("a", "command", scraper.toString(), HOURLY, false),
                                "anna"))
                .isInstanceOf(RefusedException.class);
        assertThat(sources.list()).isEmpty();
        assertThat(desk.audit()).isEmpty();
    }

    @Test
    void anAddressIsShownWithoutItsKeys() throws IOException {
        sources.add(
                new NewSource(
                        "blog", "feed", "https://example.org/feed?token=secret", HOURLY, false),
                "anna");
        assertThat(sources.get("blog").place()).isEqualTo("https://example.org/feed?…");
    }

    @Test
    void aTestReturnsWhatWouldComeAndRecordsNothing() throws Exception {
        sources.add(folderNamed("drop"), "anna");
        clip("a.mp4");
        clip("b.mp4");
        TestResult result = sources.test("drop", 1);
        assertThat(result.total()).isEqualTo(2);
        assertThat(result.posts())
                .singleElement()
                .extracting(PostDto::media)
                .extracting(PostDto.MediaDto::file)
                .isEqualTo(drop.resolve("a.mp4").toString());
        assertThat(sources.get("drop").lastSuccess()).isNull();
    }

    private void clip(String name) throws IOException {
        Path clip = Files.writeString(drop.resolve(name), name);
        Files.setLastModifiedTime(clip, FileTime.from(TestServices.NOON.minusSeconds(3600)));
    }

    @Test
    void aPrivateAddressIsReachedOnlyWhereTheSourceMay() throws Exception {
        String feed =
                """
                <rss version="2.0"><channel><title>t</title><link>/</link><description/>
                <item><guid>1</guid><title>One</title><enclosure url="/1.mp4" type="video/mp4"
                length="1"/></item></channel></rss>
                """;
        try (LoopbackSite site = new LoopbackSite()) {
            site.on(
                    "/feed",
                    LoopbackSite.content(
                            "application/rss+xml", feed.getBytes(StandardCharsets.UTF_8)));
            String place = site.at("/feed").toString();
            sources.add(new NewSource("outside", "feed", place, HOURLY, false), "anna");
            sources.add(new NewSource("inside", "feed", place, HOURLY, true), "anna");
            assertThatThrownBy(() -> sources.test("outside", 10))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining(AddressPolicy.PRIVATE_RANGES);
            assertThat(sources.test("inside", 10).posts())
                    .singleElement()
                    .extracting(PostDto::media)
                    .extracting(PostDto.MediaDto::video)
                    .isEqualTo(site.at("/1.mp4").toString());
        }
    }

    @Test
    void aSourceIsPausedResumedAndRemoved() throws IOException {
        sources.add(folderNamed("drop"), "anna");
        sources.pause("drop");
        assertThat(sources.get("drop").paused()).isTrue();
        sources.resume("drop");
        assertThat(sources.get("drop").paused()).isFalse();
        sources.remove("drop", "ben");
        assertThat(sources.list()).isEmpty();
        assertThat(desk.audit()).last().isEqualTo("ben source-removed drop");
    }

    @Test
    void aSourceThatDoesNotExistIsNotFound() {
        assertThatThrownBy(() -> sources.get("x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> sources.test("x", 1)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> sources.pause("x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> sources.resume("x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> sources.remove("x", "anna"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no source 'x'");
        assertThat(desk.audit()).isEmpty();
    }
}
