package dev.framewatch.desk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.log.LogCapture;
import dev.framewatch.log.LogLevel;
import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class AddressRedactorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no address at all|no address at all",
                "asked https://a.example/v?key=hush, then gave up|asked https://a.example/v?…, then"
                        + " gave up",
                "(see HTTPS://name:hush@a.example/v#hush)|(see https://a.example/v)",
                "the <http://a.example/b> and ftp://x:hush@b.example/|the <http://a.example/b> and"
                        + " ftp://b.example/",
                "smtp://x:hush@a.example:25|smtp://a.example:25",
                "https://a_b.example/v?hush|https:…",
                "https://hush@|https:…",
                "file:///srv/clips/a.mp4|file:///srv/clips/a.mp4",
                "https://a.example/services/XXyyZZ11223344556677889900|https://a.example/services/XXyy…"
            })
    void addressesInATextAreShownWithoutSecrets(String text, String redacted) {
        assertThat(AddressRedactor.redact(text)).isEqualTo(redacted);
        assertThat(AddressRedactor.redact(redacted)).isEqualTo(redacted);
    }

    @Test
    void neitherSecretHeadersNorQueriesAreLoggedAtAnyLevel() throws IOException {
        try (LoopbackSite site =
                        new LoopbackSite()
                                .otherwise(
                                        LoopbackSite.status(
                                                200, "Set-Cookie", "session=hush-cookie"));
                LogCapture log = LogCapture.json(LogLevel.TRACE, AddressRedactor::redact);
                WebClient web = new WebClient(AddressPolicy.PRIVATE_TOO)) {
            URI address = site.at("/a?token=hush-query");
            web.get(address, Map.of("Authorization", "Bearer hush-header"), 1000);
            LoggerFactory.getLogger(WebClient.class).info("asked {}", address);
            assertThat(log.json("asked " + site.at("/a") + "?…")).hasSize(1);
            assertThat(log.text()).doesNotContain("hush");
        }
    }
}
