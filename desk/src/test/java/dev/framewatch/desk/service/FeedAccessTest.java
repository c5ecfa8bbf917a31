package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.framewatch.desk.fetch.FetchLimits;
import dev.framewatch.desk.fetch.Fetcher;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.desk.secret.SecretLocation;
import dev.framewatch.desk.service.SourceService.NewSource;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceAccess;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.feed.FeedSource;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.home.Home;
import dev.framewatch.testing.LoopbackSite;
import dev.framewatch.verdict.LightClips;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds that ask for a password, a header or another User-Agent, and their media. */
class FeedAccessTest {
    private static final Duration HOURLY = Duration.ofHours(1);
    private static final String PASSWORD = "p\u00e4ss:word";

    @TempDir private Path folder;
    @AutoClose private LoopbackSite site;
    @AutoClose private LoopbackSite other;
    private final List<String> strangers = new CopyOnWriteArrayList<>();
    private SourceAccess access;

    @BeforeEach
    void aGuardedFeed() throws IOException {
        byte[] video = Files.readAllBytes(LightClips.write(folder.resolve("a.mp4"), "-+"));
        other =
                new LoopbackSite()
                        .otherwise(exchange -> {
                            strangers.add(exchange.getRequestHeaders().toString());
                            LoopbackSite.content("video/mp4", video).to(exchange);
                        });
        site = new LoopbackSite();
        site.on("/feed", guarded(LoopbackSite.content("application/rss+xml", rss())))
                .on("/a.mp4", guarded(LoopbackSite.content("video/mp4", video)))
                .on("/moved.mp4", guarded(LoopbackSite.redirect(other.at("/b.mp4").toString())));
        Path file = folder.resolve("password");
        Files.writeString(file, PASSWORD + "\n");
        access =
                new SourceAccess(
                        "anna",
                        new SecretLocation(null, file.toString()),
                        Map.of("X-Api-Key", new SecretLocation("WIRE_KEY", null)),
                        "Newsroom/1.0");
    }

    private byte[] rss() {
        return """
        <rss version="2.0"><channel><title>wire</title>
        <item><guid isPermaLink="false">1</guid><enclosure type="video/mp4" length="1" url="%s"/></item>
        </channel></rss>\
        """
                .formatted(site.at("/a.mp4"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Basic credentials of anna, UTF-8 in Base64. */
    private static LoopbackSite.Reply guarded(LoopbackSite.Reply reply) {
        return exchange -> {
            boolean known =
                    "Basic YW5uYTpww6Rzczp3b3Jk".equals(header(exchange, "Authorization"))
                            && "key-1".equals(header(exchange, "X-Api-Key"))
                            && "Newsroom/1.0".equals(header(exchange, "User-Agent"));
            (known ? reply : LoopbackSite.status(401)).to(exchange);
        };
    }

    private static String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    @Test
    void aGuardedFeedIsReadAndNoRowHasItsSecrets() throws Exception {
        try (DeskServices desk = desk(Map.of("WIRE_KEY", "key-1"))) {
            desk.sources().add(source(access), "anna");
            assertThat(desk.sources().test("wire", 5).total()).isEqualTo(1);
            assertThat(desk.sources().get("wire").access())
                    .isEqualTo("user anna, header X-Api-Key, user agent Newsroom/1.0");
        }
        for (String name : List.of("desk.db", "audit-head.txt")) {
            assertThat(Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1))
                    .doesNotContain("key-1", "ss:word");
        }
    }

    @Test
    void withoutThemTheServerRefusesAndAMissingOneIsNamed() throws Exception {
        try (DeskServices desk = desk(Map.of())) {
            desk.sources().add(source(null), "anna");
            assertThatThrownBy(() -> desk.sources().test("wire", 5))
                    .hasMessageContaining("401: access denied");
            desk.sources().remove("wire", "anna");
            desk.sources().add(source(access), "anna");
            assertThatThrownBy(() -> desk.sources().test("wire", 5))
                    .hasMessageContaining(
                            "environment variable WIRE_KEY must hold the header X-Api-Key");
        }
    }

    @Test
    void mediaOnTheServerAreFetchedWithItsCredentialsWhichNoOtherServerGets() throws Exception {
        Map<String, String> environment = Map.of("WIRE_KEY", "key-1");
        SourceSettings settings =
                new SourceSettings(
                        "wire", SourceKind.FEED, site.at("/feed").toString(), HOURLY, true, access);
        try (WebClients web = WebClients.create(environment, Clock.systemUTC())) {
            SourceContext context =
                    new SourceContext(
                            web.open(), web.inside(), folder, Clock.systemUTC(), environment);
            Source.Batch batch = new FeedSource(settings, context).poll("");
            Fetcher fetcher =
                    new Fetcher(
                                    web.open(),
                                    web.inside(),
                                    YtDlp.of(environment),
                                    FetchLimits.DEFAULT)
                            .with(settings.server(), access.headers(environment));
            assertThat(
                            fetcher.fetch(batch.posts().getFirst(), folder.resolve("media"), true)
                                    .bytes())
                    .isPositive();
            web.inside()
                    .with(settings.server(), access.headers(environment))
                    .get(site.at("/moved.mp4"), Map.of(), 100_000);
        }
        assertThat(strangers)
                .singleElement()
                .asString()
                .doesNotContainIgnoringCase("authorization")
                .doesNotContainIgnoringCase("x-api-key");
    }

    @Test
    void aPasswordIsNotSentUnencryptedThroughTheInternet() {
        assertThatThrownBy(() ->
                        new SourceSettings(
                                "wire",
                                SourceKind.FEED,
                                "http://wire.example/feed",
                                HOURLY,
                                false,
                                access))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("https://");
    }

    private NewSource source(@Nullable SourceAccess access) {
        return new NewSource("wire", "feed", site.at("/feed").toString(), HOURLY, true, access);
    }

    private DeskServices desk(Map<String, String> variables) throws IOException {
        return DeskServices.open(
                new DeskServices.Environment(
                        Home.in(folder), Clock.systemUTC(), variables, "test"));
    }
}
