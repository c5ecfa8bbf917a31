package dev.framewatch.desk.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Local server that sends arbitrary, possibly invalid HTTP. */
final class RawServer implements AutoCloseable {
    private final ServerSocket listener;

    /** Handles a connection after the request headers have been read. */
    @FunctionalInterface
    interface Manners {
        void answer(Socket socket, OutputStream out) throws IOException;
    }

    RawServer(Manners manners) throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual()
                .start(() -> {
                    while (!listener.isClosed()) {
                        try {
                            Socket socket = listener.accept();
                            Thread.ofVirtual().start(() -> serve(socket, manners));
                        } catch (IOException e) {
                            return;
                        }
                    }
                });
    }

    private static void serve(Socket socket, Manners manners) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    manners.answer(socket, socket.getOutputStream());
                    return;
                }
            }
        } catch (IOException e) {
            // the client has gone, as some tests want it to
        }
    }

    static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    int port() {
        return listener.getLocalPort();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
