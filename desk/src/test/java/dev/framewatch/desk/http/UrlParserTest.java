package dev.framewatch.desk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://site.example/a | https://site.example/a",
                "HTTP://Site.Example/A | HTTP://site.example/A",
                "http://site.example/my clip.mp4?x=a b | http://site.example/my%20clip.mp4?x=a%20b",
                "http://site.example/100% | http://site.example/100%25",
                "http://site.example/a%20b | http://site.example/a%20b",
                "http://site.example/ä | http://site.example/%C3%A4",
                "http://bücher.example/ | http://xn--bcher-kva.example/",
                "http://site.example/a[1].mp4 | http://site.example/a%5B1%5D.mp4",
                "http://site.example/a#b#c | http://site.example/a#b%23c",
                "clip.mp4 | https://site.example/feeds/clip.mp4",
                "/clip.mp4 | https://site.example/clip.mp4",
                "//media.example/clip.mp4 | https://media.example/clip.mp4",
                "?page=2 | https://site.example/feeds/?page=2"
            })
    void addressesAreReadAsPeopleWriteThem(String written, String meant) throws Exception {
        URI page = new URI("https://site.example/feeds/");
        assertThat(UrlParser.of(written, page)).isEqualTo(new URI(meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "clip.mp4",
                "http://",
                "http://a b/",
                "http://site.example:port/",
                "http:\\\\site.example\\",
                "http://site.example\\@inside/",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "C:\\clips\\a.mp4",
                "http://me:hush@site.example/",
                "http://me:hush@:80/"
            })
    void urlsOtherThanHttpAreRefused(String written) {
        assertThatThrownBy(() -> UrlParser.of(written))
                .isInstanceOf(AddressBlockedException.class)
                .message()
                .doesNotContain("hush");
    }

    @Test
    void anAddressWithoutEndIsRefused() {
        assertThatThrownBy(() -> UrlParser.of("http://site.example/" + "a".repeat(5000)))
                .isInstanceOf(AddressBlockedException.class)
                .hasMessage("blocked a URL of 5020 characters");
    }
}
