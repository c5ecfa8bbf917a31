package dev.framewatch.desk.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** HTTP proxy on this machine that tunnels every connection to one server. */
public final class TunnelServer implements AutoCloseable {
    private final ServerSocket listener;
    private final int port;
    private final String status;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    /**
     * @param port port of the local server that all connections go to
     * @param status status line of every answer
     */
    public TunnelServer(int port, String status) throws IOException {
        this.port = port;
        this.status = status;
        this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Returns the heads of the received requests. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> tunnel(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void tunnel(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            heads.add(head(client.getInputStream()));
            client.getOutputStream()
                    .write((status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            Thread back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.interrupt();
        } catch (IOException e) {
            return;
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("no head");
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
