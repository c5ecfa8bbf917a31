package dev.framewatch.desk.download;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.StreamedResponse;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.http.WebResponse;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests the missing range of a file and appends it (RFC 9110, sections 13 to 15).
 *
 * @param remote the file
 * @param part the received part
 * @param maxBytes maximum size of the file
 * @param readTimeout maximum time without data
 * @param progress receives the bytes received so far
 */
record ResumableTransfer(
        WebClient web,
        RemoteFile remote,
        PartialFile part,
        long maxBytes,
        Duration readTimeout,
        ProgressListener progress) {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");
    private static final int CHUNK_BYTES = 1 << 16;

    /**
     * Continues the transfer until the file is complete.
     *
     * @throws TransferInterruptedException if it is incomplete and a retry may succeed
     * @throws DownloadException if a retry would be pointless
     */
    void run() throws IOException {
        if (part.isWhole()) {
            return;
        }
        long have = part.version().isKnown() ? part.size() : 0;
        try (StreamedResponse response = open(have)) {
            switch (response.head().status()) {
                case 200 -> receiveWhole(response);
                case 206 -> receiveRest(response, have);
                case 416 -> {
                    part.startOver(remote, RemoteVersion.UNKNOWN);
                    throw new TransferInterruptedException(
                            "the requested range is no longer available");
                }
                default -> throw refused(response.head().status());
            }
        }
    }

    private StreamedResponse open(long have) throws IOException {
        try {
            return web.open(remote.url(), headers(have), readTimeout);
        } catch (AddressBlockedException e) {
            throw new DownloadException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw switch (e.getCause()) {
                case ConnectException _, UnknownHostException _, NoRouteToHostException _ ->
                        new DownloadException(
                                remote
                                        + " cannot be reached; check the connection and the"
                                        + " spelling",
                                e);
                case null -> new DownloadException(String.valueOf(e.getMessage()), e);
                default -> new TransferInterruptedException(String.valueOf(e.getMessage()), e);
            };
        }
    }

    private Map<String, String> headers(long have) {
        Map<String, String> headers = new TreeMap<>();
        if (have > 0) {
            headers.put("Range", "bytes=" + have + "-");
            if (!part.version().validator().isEmpty()) {
                headers.put("If-Range", part.version().validator());
            }
        }
        return headers;
    }

    private void receiveWhole(StreamedResponse response) throws IOException {
        RemoteVersion version = RemoteVersion.of(response.head());
        requireSize(version.length());
        part.startOver(remote, version);
        append(response);
    }

    private void receiveRest(StreamedResponse response, long have) throws IOException {
        if (!isRange(response.head(), have)) {
            part.startOver(remote, RemoteVersion.UNKNOWN);
            throw new TransferInterruptedException(
                    "the server sent a different range than requested");
        }
        append(response);
    }

    private boolean isRange(WebResponse answer, long have) {
        Matcher range = RANGE.matcher(answer.header("Content-Range").orElse(""));
        return range.matches()
                && Long.parseLong(range.group(1)) == have
                && (part.version().length() < 0
                        || range.group(2).equals("" + part.version().length()));
    }

    private void append(StreamedResponse response) throws IOException {
        FileChannel out = part.atEnd();
        long total = Math.max(0, part.version().length());
        Task task = new Task("downloading " + remote.fileName(), Unit.BYTE);
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = read(response, chunk); read >= 0; read = read(response, chunk)) {
            ByteBuffer piece = ByteBuffer.wrap(chunk, 0, read);
            while (piece.hasRemaining()) {
                out.write(piece);
            }
            requireSize(out.position());
            progress.update(task, out.position(), total);
        }
        if (part.version().length() >= 0 && part.size() != part.version().length()) {
            throw new TransferInterruptedException(
                    "it ended after %d of %d bytes".formatted(part.size(), total));
        }
    }

    private static int read(StreamedResponse response, byte[] chunk)
            throws TransferInterruptedException {
        try {
            return response.read(chunk);
        } catch (IOException e) {
            throw new TransferInterruptedException(String.valueOf(e.getMessage()), e);
        }
    }

    private void requireSize(long length) throws IOException {
        if (length > maxBytes) {
            part.discard();
            throw new DownloadException(
                    "%s exceeds the maximum size of %d MB".formatted(remote, maxBytes / 1_000_000));
        }
    }

    private DownloadException refused(int status) {
        return new DownloadException(
                switch (status) {
                    case 404, 410 -> remote + ": no such file on the server (" + status + ")";
                    case 401, 403 -> remote + ": the server denied access (" + status + ")";
                    case 429, 503 ->
                            remote + ": the server is busy; try again later (" + status + ")";
                    default -> remote + ": the server returned status " + status;
                });
    }
}
