package dev.framewatch.desk.http;

import dev.framewatch.error.InvalidFieldException;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Proxy through which public addresses are reached, by explicit setting only. Names are resolved
 * and checked here, and the proxy is asked for the checked address, so all address rules hold. On a
 * network that cannot resolve public names, the proxy can be left to do so; then an address is
 * checked only if a URL spells it out.
 *
 * @param protocol protocol spoken with the proxy
 * @param host host of the proxy
 * @param port port of the proxy
 * @param user user name; empty for none
 * @param password password; empty for none
 * @param resolvesNames whether the proxy resolves names
 */
public record OutgoingProxy(
        Protocol protocol,
        String host,
        int port,
        String user,
        String password,
        boolean resolvesNames) {
    /** Environment variable with the URL of the proxy. */
    public static final String VARIABLE = "FRAMEWATCH_PROXY";

    /** Environment variable that leaves name resolution to the proxy, if it is {@code proxy}. */
    public static final String NAMES_VARIABLE = "FRAMEWATCH_PROXY_NAMES";

    /** Protocol of a proxy. */
    public enum Protocol {
        /** HTTP CONNECT, for http URLs as well. */
        HTTP(3128),
        /** SOCKS 5. */
        SOCKS5(1080);

        private final int port;

        Protocol(int port) {
            this.port = port;
        }
    }

    /**
     * Returns the proxy that the environment names, if any.
     *
     * @throws InvalidFieldException if it is not the URL of a proxy
     */
    public static Optional<OutgoingProxy> of(Map<String, String> environment) {
        String text = environment.getOrDefault(VARIABLE, "").strip();
        String names = environment.getOrDefault(NAMES_VARIABLE, "").strip();
        if (!names.isEmpty() && !names.equals("proxy") && !names.equals("local")) {
            throw new InvalidFieldException(
                    NAMES_VARIABLE, NAMES_VARIABLE + ": must be 'local' or 'proxy'");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(text, names.equals("proxy")));
    }

    private static OutgoingProxy parse(String text, boolean resolvesNames) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw invalid();
        }
        Protocol protocol =
                switch (String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT)) {
                    case "http" -> Protocol.HTTP;
                    case "socks5" -> Protocol.SOCKS5;
                    default -> throw invalid();
                };
        if (url.getHost() == null || !url.getPath().replace("/", "").isEmpty()) {
            throw invalid();
        }
        String info = url.getRawUserInfo() == null ? "" : url.getRawUserInfo();
        int colon = info.indexOf(':');
        return new OutgoingProxy(
                protocol,
                AddressPolicy.normalizeHost(url.getHost()),
                url.getPort() < 0 ? protocol.port : url.getPort(),
                decoded(colon < 0 ? info : info.substring(0, colon)),
                decoded(colon < 0 ? "" : info.substring(colon + 1)),
                resolvesNames);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Does not repeat the value, which may contain a password. */
    private static InvalidFieldException invalid() {
        return new InvalidFieldException(
                VARIABLE,
                VARIABLE
                        + ": must be http://HOST:PORT or socks5://HOST:PORT, with USER:PASSWORD@"
                        + " before the host if the proxy asks for it");
    }

    /** Returns a new unconnected socket that connects through the proxy. */
    Socket socket() {
        return new ProxiedSocket(this);
    }

    /** Returns a new unconnected socket that connects through a proxy, or directly if none. */
    static Socket socket(Optional<OutgoingProxy> proxy) {
        return proxy.map(OutgoingProxy::socket).orElseGet(() -> new Socket(Proxy.NO_PROXY));
    }

    /** Returns what the proxy means for the address rules, for users. */
    public String description() {
        String through = "web requests and e-mail go through the proxy %s:%d".formatted(host, port);
        return resolvesNames
                ? through
                        + ", which resolves names itself: private addresses are blocked only where"
                        + " a URL spells them out, not behind a name"
                : through + "; names are resolved and addresses checked here";
    }

    /** Omits the credentials. */
    @Override
    public String toString() {
        return "OutgoingProxy[%s://%s:%d]".formatted(protocol, host, port);
    }
}
