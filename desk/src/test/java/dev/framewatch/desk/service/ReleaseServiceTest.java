package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.api.ReleaseDto;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.home.Home;
import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseServiceTest {
    private static final String FEED =
            """
            <feed xmlns="http://www.w3.org/2005/Atom">
              <entry><id>a</id><title>An announcement</title>
                <link href="https://example.org/releases/tag/v0.10.0"/>
                <updated>2027-03-01T10:00:00Z</updated></entry>
              <entry><id>b</id><title>Framewatch 0.9.1: faster</title>
                <link href="https://example.org/news/faster"/>
                <updated>2027-02-01T10:00:00Z</updated></entry>
              <entry><id>c</id><title>v0.9.1-rc1</title>
                <link href="https://example.org/releases/tag/v0.9.1-rc1"/>
                <updated>2027-01-20T10:00:00Z</updated></entry>
              <entry><id>d</id><title>Framewatch 0.2.0</title>
                <link href="https://example.org/releases/tag/v0.2.0"/>
                <updated>2027-01-01T10:00:00Z</updated></entry>
              <entry><id>e</id><title>We moved</title>
                <link href="https://example.org/news/moved"/>
                <updated>2027-01-01T10:00:00Z</updated></entry>
            </feed>
            """;

    @TempDir private Path folder;
    private LoopbackSite site;

    @BeforeEach
    void announce() throws IOException {
        site = new LoopbackSite().page("/releases.atom", FEED);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void newerReleasesComeNewestFirst() throws Exception {
        assertThat(newerThan("0.2.0"))
                .extracting(ReleaseDto::version)
                .containsExactly("0.10.0", "0.9.1", "0.9.1-rc1");
        assertThat(newerThan("0.9.1"))
                .containsExactly(
                        new ReleaseDto(
                                "0.10.0",
                                "https://example.org/releases/tag/v0.10.0",
                                Instant.parse("2027-03-01T10:00:00Z")));
        assertThat(newerThan("0.10.0")).isEmpty();
        assertThat(newerThan("development")).hasSize(4);
    }

    @Test
    void nothingButTheFeedIsRequested() throws Exception {
        newerThan("0.1.0");

        assertThat(site.asked()).containsExactly("GET /releases.atom");
    }

    @Test
    void aFeedThatCannotBeReadIsNamed() {
        site.on("/releases.atom", LoopbackSite.status(404));

        assertThatThrownBy(() -> newerThan("0.1.0"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("releases.atom");
    }

    private List<ReleaseDto> newerThan(String version) throws Exception {
        return new ReleaseService(Home.in(folder), Map.of(), Clock.systemUTC())
                .newerThan(version, site.at("/releases.atom").toString());
    }
}
