package dev.framewatch.desk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilteringProxyTest {
    private static final String HELLO =
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
    private static final Path CURL = Path.of("/usr/bin/curl");

    @TempDir private Path folder;
    @AutoClose private RawServer site;
    private PretendInternet internet;

    @BeforeEach
    void start() throws IOException {
        site = new RawServer((socket, out) -> RawServer.say(out, HELLO));
        internet =
                new PretendInternet(site.port())
                        .with("site.example", "93.184.216.34")
                        .with("inside.example", "192.168.1.20")
                        .with("rebind.example", "93.184.216.34", "127.0.0.1");
    }

    private FilteringProxy proxy() {
        return new FilteringProxy(internet.checked(AddressPolicy.PUBLIC_ONLY), internet);
    }

    @Test
    void aPublicSiteIsReachedByNameAndByAddress() throws IOException {
        try (FilteringProxy proxy = proxy()) {
            for (byte[] host : List.of(name("site.example"), address("93.184.216.34"))) {
                try (Client client = new Client(proxy.url())) {
                    assertThat(client.login()).isZero();
                    assertThat(client.request(1, host, 80)).isZero();
                    assertThat(client.talk()).endsWith("hello");
                }
            }
        }
        assertThat(internet.connected).containsExactly("93.184.216.34", "93.184.216.34");
    }

    @Test
    void privateAddressesAreUnreachableHoweverTheyAreSpelled() throws IOException {
        List<byte[]> inside =
                List.of(
                        name("inside.example"),
                        name("localhost"),
                        name("127.0.0.1"),
                        name("2130706433"),
                        name("0x7f.1"),
                        name("::1"),
                        name("fe80::1%eth0"),
                        address("127.0.0.1"),
                        address("169.254.169.254"),
                        address("::1"),
                        address("fd00::1"),
                        address("64:ff9b::10.0.0.1"));
        try (FilteringProxy proxy = proxy()) {
            for (byte[] host : inside) {
                try (Client client = new Client(proxy.url())) {
                    assertThat(client.login()).isZero();
                    assertThat(client.request(1, host, 80)).as("not allowed").isEqualTo(2);
                }
            }
            assertThat(proxy.refusals())
                    .hasSize(inside.size())
                    .first()
                    .asString()
                    .startsWith("blocked 'inside.example'");
        }
        assertThat(internet.connected).isEmpty();
    }

    @Test
    void aNameThatChangesItsAddressIsConnectedToAsItWasChecked() throws IOException {
        try (FilteringProxy proxy = proxy()) {
            try (Client client = new Client(proxy.url())) {
                client.login();
                assertThat(client.request(1, name("rebind.example"), 80)).isZero();
            }
            try (Client client = new Client(proxy.url())) {
                client.login();
                assertThat(client.request(1, name("rebind.example"), 80)).isEqualTo(2);
            }
        }
        assertThat(internet.connected).containsExactly("93.184.216.34");
    }

    @Test
    void nobodyUsesItWithoutTheNameAndPassword() throws IOException {
        try (FilteringProxy proxy = proxy()) {
            URI right = proxy.url();
            URI wrong = URI.create("socks5://user:guess@127.0.0.1:" + right.getPort());
            try (Client client = new Client(wrong)) {
                assertThat(client.login()).isNotZero();
                assertThatThrownBy(() -> client.request(1, name("site.example"), 80))
                        .isInstanceOfAny(EOFException.class, SocketException.class);
            }
            try (Client client = new Client(right)) {
                assertThat(client.greet(0)).as("without any").isEqualTo(0xff);
            }
        }
        assertThat(internet.connected).isEmpty();
    }

    @Test
    void onlyConnectingIsServed() throws IOException {
        try (FilteringProxy proxy = proxy()) {
            for (int command : new int[] {2, 3}) {
                try (Client client = new Client(proxy.url())) {
                    client.login();
                    assertThat(client.request(command, name("site.example"), 80)).isEqualTo(7);
                }
            }
        }
        assertThat(internet.connected).isEmpty();
    }

    @Test
    void eachProxyHasSecretsOfItsOwnAndListensOnThisMachineOnly() {
        try (FilteringProxy one = proxy();
                FilteringProxy other = proxy()) {
            assertThat(one.url().getUserInfo()).isNotEqualTo(other.url().getUserInfo());
            assertThat(one.url().getHost()).isEqualTo("127.0.0.1");
            assertThat(one.url().getUserInfo()).hasSizeGreaterThan(60);
        }
    }

    @Test
    void moreConnectionsThanThereArePlacesWaitTheirTurn() throws IOException {
        try (FilteringProxy proxy = proxy()) {
            List<Client> greedy = new ArrayList<>();
            for (int i = 0; i < FilteringProxy.MAX_CONNECTIONS; i++) {
                Client client = new Client(proxy.url());
                assertThat(client.login()).isZero();
                greedy.add(client);
            }
            try (Client late = new Client(proxy.url())) {
                late.socket.setSoTimeout(100);
                assertThatThrownBy(() -> late.greet(2))
                        .isInstanceOf(java.net.SocketTimeoutException.class);
                greedy.removeFirst().close();
                late.socket.setSoTimeout(0);
                assertThat(late.in.readUnsignedByte()).isEqualTo(5);
            }
            for (Client client : greedy) {
                client.close();
            }
        }
    }

    @Test
    void closingItEndsEveryConnection() throws IOException {
        FilteringProxy proxy = proxy();
        try (Client client = new Client(proxy.url())) {
            client.login();
            client.request(1, name("site.example"), 80);
            proxy.close();
            assertThatThrownBy(() -> greetAnew(proxy)).isInstanceOf(IOException.class);
            assertThat(client.hasEnded()).isTrue();
        }
    }

    private static void greetAnew(FilteringProxy proxy) throws IOException {
        try (Client client = new Client(proxy.url())) {
            client.greet(2);
        }
    }

    @Test
    void nonsenseDoesNoHarm() throws IOException {
        try (FilteringProxy proxy = proxy()) {
            try (Socket socket =
                    new Socket(InetAddress.ofLiteral("127.0.0.1"), proxy.url().getPort())) {
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(ended(socket)).isTrue();
            }
            try (Client client = new Client(proxy.url())) {
                assertThat(client.login()).isZero();
            }
        }
    }

    @Test
    void curlGoesThroughIt() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(CURL), "curl is not installed");
        try (FilteringProxy proxy = proxy()) {
            assertThat(curl(proxy, "http://site.example/")).isEqualTo("hello");
            assertThat(curl(proxy, "http://inside.example/")).isEmpty();
        }
    }

    private String curl(FilteringProxy proxy, String address) throws Exception {
        Path config = folder.resolve("curl.conf");
        String url = proxy.url().toString().replace("socks5:", "socks5h:");
        Files.writeString(config, "proxy = \"" + url + "\"\nsilent\n");
        Process curl =
                new ProcessBuilder(CURL.toString(), "--config", config.toString(), address).start();
        try (var out = curl.inputReader()) {
            return out.readAllAsString();
        } finally {
            curl.waitFor();
        }
    }

    private static byte[] name(String host) {
        byte[] text = host.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[text.length + 2];
        bytes[0] = 3;
        bytes[1] = (byte) text.length;
        System.arraycopy(text, 0, bytes, 2, text.length);
        return bytes;
    }

    private static byte[] address(String literal) {
        byte[] address = InetAddress.ofLiteral(literal).getAddress();
        byte[] bytes = new byte[address.length + 1];
        bytes[0] = (byte) (address.length == 4 ? 1 : 4);
        System.arraycopy(address, 0, bytes, 1, address.length);
        return bytes;
    }

    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes() != null;
        } catch (IOException e) {
            return true;
        }
    }

    /** SOCKS5 client that performs each step separately. */
    private static final class Client implements AutoCloseable {
        final Socket socket;
        final DataInputStream in;
        private final OutputStream out;
        private final String[] secrets;

        Client(URI proxy) throws IOException {
            socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), proxy.getPort());
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            socket.setTcpNoDelay(true);
            secrets = proxy.getUserInfo().split(":", -1);
        }

        int greet(int method) throws IOException {
            out.write(new byte[] {5, 1, (byte) method});
            in.readUnsignedByte();
            return in.readUnsignedByte();
        }

        /** Returns the proxy's authentication status: 0 if accepted. */
        int login() throws IOException {
            assertThat(greet(2)).isEqualTo(2);
            out.write(1);
            for (String secret : secrets) {
                out.write(secret.length());
                out.write(secret.getBytes(StandardCharsets.US_ASCII));
            }
            in.readUnsignedByte();
            return in.readUnsignedByte();
        }

        /** Returns the proxy's reply code: 0 if connected. */
        int request(int command, byte[] host, int port) throws IOException {
            out.write(new byte[] {5, (byte) command, 0});
            out.write(host);
            out.write(new byte[] {(byte) (port >> 8), (byte) port});
            byte[] reply = new byte[10];
            in.readFully(reply);
            return reply[1];
        }

        String talk() throws IOException {
            out.write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }

        boolean hasEnded() {
            return ended(socket);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
