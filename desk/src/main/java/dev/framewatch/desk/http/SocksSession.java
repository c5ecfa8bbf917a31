package dev.framewatch.desk.http;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One client connection of the proxy: greeting, authentication, one CONNECT request, then relaying
 * in both directions. Numeric codes are those of RFC 1928 and RFC 1929.
 */
final class SocksSession {
    /** Timeout of connecting and of each step of the handshake. */
    static final int HANDSHAKE_TIMEOUT_MILLIS = 15_000;

    /** Timeout of an established connection that is silent in both directions. */
    private static final int IDLE_TIMEOUT_MILLIS = 120_000;

    private static final int VERSION = 5;
    private static final int USERNAME_PASSWORD = 2;
    private static final int NO_ACCEPTABLE_METHOD = 0xff;
    private static final int PASSWORD_VERSION = 1;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int DOMAIN_NAME = 3;
    private static final int IPV6 = 4;
    private static final int BUFFER_BYTES = 1 << 14;

    private static final int SUCCEEDED = 0;
    private static final int NOT_ALLOWED = 2;
    private static final int HOST_UNREACHABLE = 4;
    private static final int COMMAND_NOT_SUPPORTED = 7;
    private static final int ADDRESS_TYPE_NOT_SUPPORTED = 8;

    private final Socket client;
    private final byte[] user;
    private final byte[] password;
    private final Connector connector;
    private final AtomicLong relayedBytes = new AtomicLong();
    private final DataInputStream in;
    private final OutputStream out;

    /** Connects to an unchecked host. */
    @FunctionalInterface
    interface Connector {
        Socket connect(String host, int port) throws IOException;
    }

    SocksSession(Socket client, String user, String password, Connector connector)
            throws IOException {
        this.client = client;
        this.user = user.getBytes(StandardCharsets.US_ASCII);
        this.password = password.getBytes(StandardCharsets.US_ASCII);
        this.connector = connector;
        this.in = new DataInputStream(client.getInputStream());
        this.out = client.getOutputStream();
    }

    void run() throws IOException {
        client.setTcpNoDelay(true);
        client.setSoTimeout(HANDSHAKE_TIMEOUT_MILLIS);
        if (!negotiateMethod() || !authenticate()) {
            return;
        }
        if (in.readUnsignedByte() != VERSION) {
            return;
        }
        int command = in.readUnsignedByte();
        in.readUnsignedByte();
        int type = in.readUnsignedByte();
        if (type != IPV4 && type != DOMAIN_NAME && type != IPV6) {
            reply(ADDRESS_TYPE_NOT_SUPPORTED);
            return;
        }
        String host = host(type);
        int port = in.readUnsignedShort();
        if (command != CONNECT) {
            reply(COMMAND_NOT_SUPPORTED);
            return;
        }
        connectAndRelay(host, port);
    }

    private boolean negotiateMethod() throws IOException {
        if (in.readUnsignedByte() != VERSION) {
            return false;
        }
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        for (byte method : methods) {
            if (method == USERNAME_PASSWORD) {
                out.write(new byte[] {VERSION, USERNAME_PASSWORD});
                return true;
            }
        }
        out.write(new byte[] {VERSION, (byte) NO_ACCEPTABLE_METHOD});
        return false;
    }

    private boolean authenticate() throws IOException {
        if (in.readUnsignedByte() != PASSWORD_VERSION) {
            return false;
        }
        byte[] givenUser = in.readNBytes(in.readUnsignedByte());
        byte[] givenPassword = in.readNBytes(in.readUnsignedByte());
        boolean sameUser = MessageDigest.isEqual(givenUser, user);
        boolean samePassword = MessageDigest.isEqual(givenPassword, password);
        boolean valid = sameUser && samePassword;
        out.write(new byte[] {PASSWORD_VERSION, (byte) (valid ? 0 : 1)});
        return valid;
    }

    private String host(int type) throws IOException {
        if (type == DOMAIN_NAME) {
            return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
        }
        byte[] bytes = new byte[type == IPV4 ? 4 : 16];
        in.readFully(bytes);
        return InetAddress.getByAddress(bytes).getHostAddress();
    }

    private void connectAndRelay(String host, int port) throws IOException {
        Socket server;
        try {
            server = connector.connect(host, port);
        } catch (AddressBlockedException e) {
            reply(NOT_ALLOWED);
            return;
        } catch (IOException e) {
            reply(HOST_UNREACHABLE);
            return;
        }
        try (server) {
            reply(SUCCEEDED);
            client.setSoTimeout(IDLE_TIMEOUT_MILLIS);
            server.setTcpNoDelay(true);
            server.setSoTimeout(IDLE_TIMEOUT_MILLIS);
            Thread responseThread =
                    Thread.ofVirtual()
                            .name("filtering-proxy-response")
                            .start(() -> relay(server, client));
            relay(client, server);
            responseThread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a reply with an all-zero bound address, which does not reveal the local one. */
    private void reply(int code) throws IOException {
        out.write(new byte[] {VERSION, (byte) code, 0, IPV4, 0, 0, 0, 0, 0, 0});
    }

    private void relay(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
                out.write(buffer, 0, n);
                relayedBytes.addAndGet(n);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    /** Reads a chunk; times out only if both directions are silent. */
    private int read(InputStream in, byte[] buffer) throws IOException {
        while (true) {
            long before = relayedBytes.get();
            try {
                return in.read(buffer);
            } catch (SocketTimeoutException e) {
                if (relayedBytes.get() == before) {
                    throw e;
                }
            }
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }
}
