package dev.framewatch.desk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingProxyTest {
    private static final long MAX_BYTES = 1000;
    private static final String PUBLIC = "93.184.215.14";

    @AutoClose private LoopbackSite site;
    @AutoClose private TunnelServer tunnel;
    private PretendInternet internet;

    @BeforeEach
    void aSiteThatOnlyTheProxyReaches() throws IOException {
        site = new LoopbackSite().page("/feed", "the feed");
        tunnel = new TunnelServer(site.port(), "HTTP/1.1 200 Connection established");
        internet =
                new PretendInternet(site.port())
                        .with("news.example", PUBLIC)
                        .with("inside.example", "10.0.0.7");
    }

    @Test
    void theProxyIsAskedForTheCheckedAddressAndTheServerForTheName() throws Exception {
        OutgoingProxy proxy = proxy("http://anna:s3cret@127.0.0.1:%d", tunnel.port(), false);
        assertThat(get(proxy, "http://news.example/feed").text()).isEqualTo("the feed");
        assertThat(tunnel.heads())
                .singleElement()
                .asString()
                .startsWith("CONNECT 93.184.215.14:80 HTTP/1.1\r\n")
                .contains("Proxy-Authorization: Basic YW5uYTpzM2NyZXQ=\r\n");
    }

    @Test
    void theAddressRulesHoldThroughTheProxy() throws Exception {
        OutgoingProxy proxy = proxy("http://127.0.0.1:%d", tunnel.port(), false);
        for (String url : new String[] {"http://inside.example/", "http://10.0.0.7/"}) {
            assertThatThrownBy(() -> get(proxy, url))
                    .isInstanceOf(AddressBlockedException.class)
                    .hasMessageContaining(AddressPolicy.PRIVATE_RANGES);
        }
        assertThat(tunnel.heads()).isEmpty();
    }

    @Test
    void aProxyThatResolvesNamesGetsTheNameAndTheLossIsSaid() throws Exception {
        OutgoingProxy proxy = proxy("http://127.0.0.1:%d", tunnel.port(), true);
        assertThat(get(proxy, "http://inside.example/feed").text()).isEqualTo("the feed");
        assertThat(internet.lookedUp).isEmpty();
        assertThat(tunnel.heads().getFirst()).startsWith("CONNECT inside.example:80 ");
        assertThat(proxy.description()).contains("resolves names itself", "blocked only where");
        for (String url :
                new String[] {"http://10.0.0.7/", "http://[fc00::1]/", "http://localhost/"}) {
            assertThatThrownBy(() -> get(proxy, url)).isInstanceOf(AddressBlockedException.class);
        }
    }

    @Test
    void anAllowedPrivateAddressIsReachedDirectly() throws Exception {
        Optional<OutgoingProxy> proxy =
                Optional.of(proxy("http://127.0.0.1:%d", tunnel.port(), false));
        try (WebClient web =
                new WebClient(
                        AddressPolicy.PRIVATE_TOO, proxy, Clock.systemUTC(), new ServerClocks())) {
            assertThat(web.get(site.at("/feed"), Map.of(), MAX_BYTES).text()).isEqualTo("the feed");
        }
        assertThat(tunnel.heads()).isEmpty();
    }

    @Test
    void aProxyThatRefusesIsNamedAndItsPasswordIsNot() throws Exception {
        try (TunnelServer closed = new TunnelServer(site.port(), "HTTP/1.1 407 Sign in")) {
            OutgoingProxy proxy = proxy("http://anna:s3cret@127.0.0.1:%d", closed.port(), false);
            assertThatThrownBy(() -> get(proxy, "http://news.example/feed"))
                    .hasStackTraceContaining("407 Sign in")
                    .hasMessageNotContaining("s3cret");
            assertThat(proxy.toString()).doesNotContain("s3cret", "anna");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSocksProxyCarriesAddressesAndNames(boolean names) throws Exception {
        try (FilteringProxy socks =
                new FilteringProxy(internet.checked(AddressPolicy.PUBLIC_ONLY), internet)) {
            OutgoingProxy proxy =
                    OutgoingProxy.of(environment(socks.url().toString(), names)).orElseThrow();
            assertThat(get(proxy, "http://news.example/feed").text()).isEqualTo("the feed");
            assertThat(internet.connected).containsExactly(PUBLIC);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example, 3128",
        "http://proxy.example:8080/, 8080",
        "socks5://proxy.example, 1080"
    })
    void aProxyIsNamedByItsUrl(String url, int port) {
        OutgoingProxy proxy = OutgoingProxy.of(Map.of(OutgoingProxy.VARIABLE, url)).orElseThrow();
        assertThat(proxy.host()).isEqualTo("proxy.example");
        assertThat(proxy.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy:3128", "https://user:hush@p", "http://p/path", "http://", "%"})
    void whatIsNoProxyIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> OutgoingProxy.of(Map.of(OutgoingProxy.VARIABLE, url)))
                .hasMessageContaining("FRAMEWATCH_PROXY: must be http://HOST:PORT")
                .hasMessageNotContaining("hush");
    }

    @Test
    void proxiesOfOtherProgramsAreNotUsed() {
        assertThat(OutgoingProxy.of(Map.of("http_proxy", "http://p:1", "ALL_PROXY", "http://p:1")))
                .isEmpty();
    }

    private static OutgoingProxy proxy(String url, int port, boolean names) {
        return OutgoingProxy.of(environment(url.formatted(port), names)).orElseThrow();
    }

    private static Map<String, String> environment(String url, boolean names) {
        return Map.of(
                OutgoingProxy.VARIABLE,
                url,
                OutgoingProxy.NAMES_VARIABLE,
                names ? "proxy" : "local");
    }

    private WebResponse get(OutgoingProxy proxy, String url) throws IOException {
        PinnedDnsResolver resolver =
                new PinnedDnsResolver(AddressPolicy.PUBLIC_ONLY, internet, proxy.resolvesNames());
        try (WebClient web =
                new WebClient(resolver, proxy::socket, Clock.systemUTC(), new ServerClocks())) {
            return web.get(URI.create(url), Map.of(), MAX_BYTES);
        }
    }
}
