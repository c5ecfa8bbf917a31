package dev.framewatch.desk.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactedUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://site.example/feed.xml https://site.example/feed.xml",
                "HTTPS://site.example:8443/ https://site.example:8443/",
                "https://site.example https://site.example",
                "https://site.example/v?access_token=hush&sig=1 https://site.example/v?…",
                "https://site.example/v#token=hush https://site.example/v",
                "https://name:hush@site.example/v https://site.example/v",
                "https://hooks.example/services/T024BE7LD/B05F00/XXyyZZ11223344556677889900"
                        + " https://hooks.example/services/T024BE7LD/B05F00/XXyy…",
                "https://site.example/@someone/video/7301234567890123456"
                        + " https://site.example/@someone/video/7301234567890123456",
                "https://site.example/clips/2f1b9c0d-1111-2222-3333-444455556666.mp4"
                        + " https://site.example/clips/2f1b9c0d-1111-2222-3333-444455556666.mp4",
                "file:///etc/passwd file:…",
                "mailto:someone@site.example mailto:…"
            })
    void whatMayBeSecretIsLeftOut(String address, String shown) throws Exception {
        assertThat(RedactedUrl.of(new URI(address))).isEqualTo(shown);
    }

    @org.junit.jupiter.api.Test
    void lettersThatTurnTextAroundAreWrittenAsBytes() throws Exception {
        assertThat(RedactedUrl.of(new URI("http://site.example/a\u202Egpj.exe")))
                .isEqualTo("http://site.example/a%E2%80%AEgpj.exe");
    }
}
