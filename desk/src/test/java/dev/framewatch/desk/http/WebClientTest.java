package dev.framewatch.desk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.framewatch.testing.LoopbackSite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebClientTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-05-04T12:00:00Z"), ZoneOffset.UTC);
    private static final long PLENTY = 1 << 20;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Map<String, String> confided = new HashMap<>();
    @TempDir private Path folder;
    private LoopbackSite site;
    private WebClient web;

    @BeforeEach
    void start() throws IOException {
        site = new LoopbackSite().otherwise(this::answer);
        web = new WebClient(AddressPolicy.PRIVATE_TOO, NOON);
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
        web.close();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        confided.clear();
        exchange.getRequestHeaders().forEach((name, values) -> confided.put(name, values.get(0)));
        if (path.startsWith("/to/")) {
            exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(Integer.parseInt(path.substring(4)), -1);
        } else if (path.startsWith("/status/")) {
            byte[] excuse = "sorry".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(path.substring(8)), excuse.length);
            exchange.getResponseBody().write(excuse);
        } else if (path.equals("/bomb")) {
            byte[] bomb = gzipped(1 << 22);
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.length);
            exchange.getResponseBody().write(bomb);
        } else {
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] said = body.length > 0 ? body : "hello".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
        }
    }

    private static byte[] gzipped(int zeros) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(new byte[zeros]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private URI at(String path) {
        return site.at(path);
    }

    private PretendInternet internet() {
        return new PretendInternet(site.port());
    }

    private static WebClient publicWeb(PretendInternet internet) {
        return new WebClient(
                internet.checked(AddressPolicy.PUBLIC_ONLY), internet, NOON, new ServerClocks());
    }

    @Test
    void aPageIsHadAndSomethingCanBeSent() throws IOException {
        assertThat(web.get(at("/page"), Map.of(), PLENTY).text()).isEqualTo("hello");
        WebResponse answer = web.post(at("/in"), Map.of("X-Key", "k"), new byte[] {'x'}, PLENTY);
        assertThat(answer.text()).isEqualTo("x");
        assertThat(answer.receivedAt()).isEqualTo(NOON.instant());
        assertThat(confided).containsEntry("X-key", "k").containsEntry("User-agent", "framewatch");
        assertThat(confided).doesNotContainKeys("Upgrade", "Cookie");
    }

    @Test
    void aStatusIsReportedWithTheBeginningOfItsPage() throws IOException {
        WebResponse answer = web.get(at("/status/404"), Map.of(), PLENTY);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("sorry");
        assertThat(answer.summary()).isEqualTo(at("/status/404") + " answered 404");
    }

    @Test
    void aFileIsWrittenAndLeftEmptyWhereThereIsNone() throws IOException {
        Path file = folder.resolve("clip");
        web.download(at("/clip"), Map.of(), file, PLENTY, SOON);
        assertThat(file).hasContent("hello");
        WebResponse answer = web.download(at("/status/500"), Map.of(), file, PLENTY, SOON);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(file).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://printer.example/",
                "https://printer.example/"
            })
    void nothingInsideIsConnectedTo(String address) throws IOException {
        PretendInternet internet = internet().with("printer.example", "192.168.1.20");
        try (WebClient careful = publicWeb(internet)) {
            assertThatThrownBy(() -> careful.get(URI.create(address), Map.of(), PLENTY))
                    .isInstanceOf(AddressBlockedException.class)
                    .hasMessageContaining("private network");
        }
        assertThat(internet.connected).isEmpty();
    }

    @Test
    void anAddressInNumbersIsCheckedAndConnectedToLikeAName() throws IOException {
        PretendInternet internet = internet();
        try (WebClient careful = publicWeb(internet)) {
            careful.get(URI.create("http://93.184.216.34/"), Map.of(), PLENTY);
            careful.get(URI.create("http://[2606:4700:4700::1111]/"), Map.of(), PLENTY);
        }
        assertThat(internet.lookedUp).containsExactly("93.184.216.34", "2606:4700:4700::1111");
        assertThat(internet.connected)
                .containsExactly("93.184.216.34", "2606:4700:4700:0:0:0:0:1111");
    }

    @Test
    void aNameThatChangesItsAddressIsConnectedToAsItWasChecked() throws IOException {
        PretendInternet internet = internet().with("rebind.example", "93.184.216.34", "127.0.0.1");
        try (WebClient careful = publicWeb(internet)) {
            URI address = URI.create("http://rebind.example/");
            assertThat(careful.get(address, Map.of(), PLENTY).text()).isEqualTo("hello");
            assertThat(internet.connected).containsExactly("93.184.216.34");
            assertThat(internet.lookedUp).hasSize(1);
            assertThatThrownBy(() -> careful.get(address, Map.of(), PLENTY))
                    .isInstanceOf(AddressBlockedException.class);
        }
        assertThat(internet.connected).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://inside.example/",
                "http://2130706433/",
                "//localhost/",
                "file:///etc/passwd",
                "ftp://site.example/",
                "http://me:hush@site.example/"
            })
    void aRedirectIsCheckedLikeTheFirstAddress(String target) throws IOException {
        PretendInternet internet =
                internet().with("site.example", "93.184.216.34").with("inside.example", "10.0.0.1");
        try (WebClient careful = publicWeb(internet)) {
            URI address = URI.create("http://site.example/to/302?" + target);
            assertThatThrownBy(() -> careful.get(address, Map.of(), PLENTY))
                    .isInstanceOf(AddressBlockedException.class);
        }
        assertThat(internet.connected).containsExactly("93.184.216.34");
    }

    @Test
    void aRedirectToWhereTheNameHasMovedInsideIsRefused() throws IOException {
        PretendInternet internet = internet().with("site.example", "93.184.216.34", "127.0.0.1");
        try (WebClient careful = publicWeb(internet)) {
            URI address = URI.create("http://site.example/to/301?/page");
            assertThatThrownBy(() -> careful.get(address, Map.of(), PLENTY))
                    .isInstanceOf(AddressBlockedException.class);
        }
        assertThat(site.asked()).containsExactly("GET /to/301");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreFollowedWithTheHeadersOnTheSameServer(int status) throws IOException {
        WebResponse answer = web.get(at("/to/" + status + "?/page"), Map.of("X-Key", "k"), PLENTY);
        assertThat(answer.url()).isEqualTo(at("/page"));
        assertThat(confided).containsEntry("X-key", "k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other.example/page",
                "http://site.example:8080/page",
                "http://sub.site.example/page"
            })
    void secretHeadersAreNotForwardedToAnotherServer(String target) throws IOException {
        PretendInternet internet =
                internet()
                        .with("site.example", "93.184.216.34")
                        .with("sub.site.example", "93.184.216.34")
                        .with("other.example", "93.184.216.34");
        Map<String, String> headers =
                Map.of("Authorization", "Bearer hush", "Cookie", "a=hush", "Accept", "text/plain");
        try (WebClient careful = publicWeb(internet)) {
            careful.get(URI.create("http://site.example/to/302?" + target), Map.of(), PLENTY);
            careful.get(URI.create("http://site.example/page"), headers, PLENTY);
            assertThat(confided).containsEntry("Authorization", "Bearer hush");
            careful.get(URI.create("http://site.example/to/302?" + target), headers, PLENTY);
        }
        assertThat(site.asked()).endsWith("GET /page");
        assertThat(confided).doesNotContainKeys("Authorization", "Cookie");
        assertThat(confided).containsEntry("Accept", "text/plain");
    }

    @Test
    void aFileIsNotFetchedFromAPlainConnectionThatAnEncryptedOneSendsOnTo() throws IOException {
        URI encrypted = URI.create("https://site.example/a");
        URI plain = URI.create("http://site.example/b?token=hush");
        WebClient.refuseDowngrade(encrypted, encrypted);
        WebClient.refuseDowngrade(plain, encrypted);
        WebClient.refuseDowngrade(plain, plain);
        assertThatThrownBy(() -> WebClient.refuseDowngrade(encrypted, plain))
                .isInstanceOf(AddressBlockedException.class)
                .hasMessageContaining("http://site.example/b?…, which is not encrypted");
    }

    @Test
    void aFileThatIsReadAsItArrivesIsNotUnpacked() throws IOException {
        try (StreamedResponse response = web.open(at("/bomb"), Map.of(), SOON)) {
            assertThat(response.head().status()).isEqualTo(200);
            byte[] first = new byte[2];
            assertThat(response.read(first)).isPositive();
            assertThat(first[0]).isEqualTo((byte) 0x1f);
        }
    }

    @Test
    void sendingOnAndOnComesToAnEnd() {
        assertThatThrownBy(() -> web.get(at("/to/302?/to/302?x"), Map.of(), PLENTY))
                .isInstanceOf(IOException.class);
        assertThat(site.asked()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void whatWasSentIsNotSentOn() throws IOException {
        WebResponse answer = web.post(at("/to/307?/page"), Map.of(), new byte[] {'x'}, PLENTY);
        assertThat(answer.status()).isEqualTo(307);
        assertThat(site.asked()).containsExactly("POST /to/307");
    }

    @Test
    void moreThanIsAcceptedIsRefusedAndSoIsWhatUnpacksToMore() throws IOException {
        assertThatThrownBy(() -> web.get(at("/page?sig=hush"), Map.of(), 4))
                .isInstanceOf(ResponseTooLargeException.class)
                .hasMessage(at("/page") + "?… is larger than 4 bytes");
        assertThatThrownBy(() -> web.get(at("/bomb"), Map.of(), PLENTY))
                .isInstanceOf(ResponseTooLargeException.class);
        assertThat(web.get(at("/bomb"), Map.of(), 1 << 22).body()).hasSize(1 << 22);
    }

    @Test
    void aProxyOfTheSurroundingsIsNotUsed() throws IOException {
        List<String> properties = List.of("http.proxyHost", "socksProxyHost");
        properties.forEach(name -> System.setProperty(name, "127.0.0.1"));
        System.setProperty("http.proxyPort", "9");
        System.setProperty("socksProxyPort", "9");
        try (WebClient fresh = new WebClient(AddressPolicy.PRIVATE_TOO)) {
            assertThat(fresh.get(at("/page"), Map.of(), PLENTY).text()).isEqualTo("hello");
        } finally {
            properties.forEach(System::clearProperty);
            System.clearProperty("http.proxyPort");
            System.clearProperty("socksProxyPort");
        }
    }

    @Test
    void aServerThatDripsIsGivenUpWhenTheTimeIsOver() throws IOException {
        try (RawServer drip =
                new RawServer((socket, out) -> {
                    RawServer.say(out, "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n");
                    socket.setSoTimeout(5);
                    while (true) {
                        try {
                            socket.getInputStream().read();
                            return;
                        } catch (java.net.SocketTimeoutException e) {
                            RawServer.say(out, ".");
                        }
                    }
                })) {
            URI address = URI.create(drip.address() + "/?key=hush");
            Duration within = Duration.ofMillis(200);
            assertThatThrownBy(() -> web.get(address, Map.of(), PLENTY, within))
                    .hasMessage(drip.address() + "/?… did not respond within 1 s");
            assertThatThrownBy(
                            () -> web.send("POST", address, Map.of(), new byte[1], PLENTY, within))
                    .hasMessage(drip.address() + "/?… did not respond within 1 s");
            Path file = folder.resolve("clip");
            assertThatThrownBy(() -> web.download(address, Map.of(), file, PLENTY, within))
                    .hasMessage(drip.address() + "/?… did not respond within 1 s");
            assertThat(Files.size(file)).isLessThan(99_999);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~Content-Length: 9~~short | closed the connection during its"
                        + " response",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hel | closed the connection during"
                        + " its response",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~hel | sent an invalid HTTP"
                        + " response",
                "HTTP/1.1 200 OK~Content-Encoding: gzip~~plain text | sent corrupt compressed"
                        + " data",
                "SSH-2.0-OpenSSH_9.2~ | closed the connection without responding",
                "'' | closed the connection without responding"
            })
    void aServerWithBadMannersIsAnErrorInASentence(String answer, String sentence)
            throws IOException {
        try (RawServer rude =
                new RawServer((socket, out) -> RawServer.say(out, answer.replace("~", "\r\n")))) {
            URI address = URI.create(rude.address() + "/feed?token=hush");
            assertThatThrownBy(() -> web.get(address, Map.of(), PLENTY))
                    .isInstanceOf(IOException.class)
                    .hasMessage(rude.address() + "/feed?… " + sentence);
        }
    }

    @Test
    void headersWithoutEndAreRefused() throws IOException {
        String many = "X-A: b\r\n".repeat(300);
        String length = "X-A: " + "b".repeat(20_000) + "\r\n";
        for (String headers : List.of(many, length)) {
            try (RawServer rude =
                    new RawServer((socket, out) ->
                            RawServer.say(out, "HTTP/1.1 200 OK\r\n" + headers + "\r\n"))) {
                assertThatThrownBy(() -> web.get(URI.create(rude.address()), Map.of(), PLENTY))
                        .hasMessage(rude.address() + " sent too many or too long headers");
            }
        }
    }

    @Test
    void aHeaderCannotSmuggleInAnother() {
        assertThatThrownBy(() ->
                        web.get(at("/page"), Map.of("If-None-Match", "a\r\nX-Other: b"), PLENTY))
                .isInstanceOf(IOException.class);
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutItsQuery() {
        int port = site.port();
        site.close();
        assertThatThrownBy(() -> web.get(at("/feed?access_token=hush"), Map.of(), PLENTY))
                .hasMessage("http://127.0.0.1:" + port + "/feed?… refused the connection");
        assertThatThrownBy(() ->
                        web.get(URI.create("http://nobody.invalid/?sig=hush"), Map.of(), PLENTY))
                .hasMessageStartingWith(
                        "http://nobody.invalid/?…: host 'nobody.invalid' not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | PT2M",
                "0 | PT0S",
                "Mon, 04 May 2026 12:30:00 GMT | PT30M",
                "Monday, 04-May-26 12:30:00 GMT | PT30M",
                "Mon, 04 May 2026 11:00:00 GMT | PT0S",
                "soon |",
                "-5 |",
                "99999999999999999999 |"
            })
    void retryAfterIsReadInSecondsOrAsADate(String header, String wait) throws IOException {
        try (RawServer busy =
                new RawServer((socket, out) ->
                        RawServer.say(
                                out,
                                "HTTP/1.1 429 Busy\r\nContent-Length: 0\r\nRetry-After: "
                                        + header
                                        + "\r\n\r\n"))) {
            WebResponse answer = web.get(URI.create(busy.address()), Map.of(), PLENTY);
            assertThat(answer.retryAfter().map(Duration::toString).orElse(null)).isEqualTo(wait);
        }
    }
}
