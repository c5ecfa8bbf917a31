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
 * One client of the proxy: greeting, name and password, one CONNECT, then bytes both ways. Numbers
 * are those of RFC 1928 and RFC 1929.
 */
final class SocksSession {
    /** How long the handshake and connecting may take at each step. */
    static final int PATIENCE_MILLIS = 15_000;

    /** How long a connection may be silent in both directions once it is made. */
    private static final int SILENCE_MILLIS = 120_000;

    private static final int VERSION = 5;
    private static final int WITH_PASSWORD = 2;
    private static final int NO_METHOD = 0xff;
    private static final int PASSWORD_VERSION = 1;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int BUFFER = 1 << 14;

    private static final int FINE = 0;
    private static final int NOT_ALLOWED = 2;
    private static final int UNREACHABLE = 4;
    private static final int COMMAND_UNKNOWN = 7;
    private static final int ADDRESS_UNKNOWN = 8;

    private final Socket client;
    private final byte[] user;
    private final byte[] password;
    private final Way way;
    private final AtomicLong carried = new AtomicLong();
    private final DataInputStream in;
    private final OutputStream out;

    /** Connects to a host that nobody has checked yet. */
    @FunctionalInterface
    interface Way {
        Socket connect(String host, int port) throws IOException;
    }

    SocksSession(Socket client, String user, String password, Way way) throws IOException {
        this.client = client;
        this.user = user.getBytes(StandardCharsets.US_ASCII);
        this.password = password.getBytes(StandardCharsets.US_ASCII);
        this.way = way;
        this.in = new DataInputStream(client.getInputStream());
        this.out = client.getOutputStream();
    }

    void run() throws IOException {
        client.setTcpNoDelay(true);
        client.setSoTimeout(PATIENCE_MILLIS);
        if (!greeted() || !known()) {
            return;
        }
        if (in.readUnsignedByte() != VERSION) {
            return;
        }
        int command = in.readUnsignedByte();
        in.readUnsignedByte();
        int type = in.readUnsignedByte();
        if (type != IPV4 && type != NAME && type != IPV6) {
            reply(ADDRESS_UNKNOWN);
            return;
        }
        String host = host(type);
        int port = in.readUnsignedShort();
        if (command != CONNECT) {
            reply(COMMAND_UNKNOWN);
            return;
        }
        converse(host, port);
    }

    private boolean greeted() throws IOException {
        if (in.readUnsignedByte() != VERSION) {
            return false;
        }
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        for (byte method : methods) {
            if (method == WITH_PASSWORD) {
                out.write(new byte[] {VERSION, WITH_PASSWORD});
                return true;
            }
        }
        out.write(new byte[] {VERSION, (byte) NO_METHOD});
        return false;
    }

    private boolean known() throws IOException {
        if (in.readUnsignedByte() != PASSWORD_VERSION) {
            return false;
        }
        byte[] saidUser = in.readNBytes(in.readUnsignedByte());
        byte[] saidPassword = in.readNBytes(in.readUnsignedByte());
        boolean sameUser = MessageDigest.isEqual(saidUser, user);
        boolean samePassword = MessageDigest.isEqual(saidPassword, password);
        boolean right = sameUser && samePassword;
        out.write(new byte[] {PASSWORD_VERSION, (byte) (right ? 0 : 1)});
        return right;
    }

    private String host(int type) throws IOException {
        if (type == NAME) {
            return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
        }
        byte[] bytes = new byte[type == IPV4 ? 4 : 16];
        in.readFully(bytes);
        return InetAddress.getByAddress(bytes).getHostAddress();
    }

    private void converse(String host, int port) throws IOException {
        Socket server;
        try {
            server = way.connect(host, port);
        } catch (AddressBlockedException e) {
            reply(NOT_ALLOWED);
            return;
        } catch (IOException e) {
            reply(UNREACHABLE);
            return;
        }
        try (server) {
            reply(FINE);
            client.setSoTimeout(SILENCE_MILLIS);
            server.setTcpNoDelay(true);
            server.setSoTimeout(SILENCE_MILLIS);
            Thread back =
                    Thread.ofVirtual().name("guarded-answer").start(() -> carry(server, client));
            carry(client, server);
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody needs to know which of our addresses was used. */
    private void reply(int code) throws IOException {
        out.write(new byte[] {VERSION, (byte) code, 0, IPV4, 0, 0, 0, 0, 0, 0});
    }

    private void carry(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
                out.write(buffer, 0, n);
                carried.addAndGet(n);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            end(from);
            end(to);
        }
    }

    /** Waits as long as something moves in either direction. */
    private int read(InputStream in, byte[] buffer) throws IOException {
        while (true) {
            long before = carried.get();
            try {
                return in.read(buffer);
            } catch (SocketTimeoutException e) {
                if (carried.get() == before) {
                    throw e;
                }
            }
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
