package dev.framewatch.learn.download;

import dev.framewatch.model.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for what is missing of a file and appends what comes (RFC 9110, sections 13 to 15). */
final class ResumableTransfer {
    private static final int MAX_REDIRECTS = 5;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");

    private final HttpClient client;
    private final FileUrl address;
    private final PartialFile part;
    private final long most;
    private final Duration patience;
    private final ProgressListener progress;

    ResumableTransfer(
            HttpClient client,
            FileUrl address,
            PartialFile part,
            long most,
            Duration patience,
            ProgressListener progress) {
        this.client = client;
        this.address = address;
        this.part = part;
        this.most = most;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * Brings the part closer to the whole; returns once it is whole.
     *
     * @throws ConnectionLostException when it is not whole yet and may become so
     * @throws DownloadException when asking again would not help
     */
    void run() throws IOException {
        if (part.isWhole()) {
            return;
        }
        long have = part.version().isKnown() ? part.size() : 0;
        HttpResponse<InputStream> response = answer(have);
        try (InputStream body = response.body()) {
            switch (response.statusCode()) {
                case 200 -> whole(response, body);
                case 206 -> rest(response, body, have);
                case 416 -> {
                    part.startOver(address, RemoteVersion.UNKNOWN);
                    throw new ConnectionLostException("there is no such part of it any more");
                }
                default -> throw refused(response.statusCode());
            }
        }
    }

    private void whole(HttpResponse<InputStream> response, InputStream body) throws IOException {
        RemoteVersion version = RemoteVersion.of(response.headers());
        requireSize(version.length());
        part.startOver(address, version);
        append(body);
    }

    private void rest(HttpResponse<InputStream> response, InputStream body, long have)
            throws IOException {
        Matcher range = RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
        boolean fits =
                range.matches()
                        && Long.parseLong(range.group(1)) == have
                        && (part.version().length() < 0
                                || range.group(2).equals("" + part.version().length()));
        if (!fits) {
            part.startOver(address, RemoteVersion.UNKNOWN);
            throw new ConnectionLostException("the server sent another part than was asked for");
        }
        append(body);
    }

    private void append(InputStream body) throws IOException {
        FileChannel out = part.atEnd();
        long total = Math.max(0, part.version().length());
        byte[] chunk = new byte[1 << 16];
        try (StallDetector watch = new StallDetector(body, patience)) {
            for (int read = read(body, chunk, watch); read >= 0; read = read(body, chunk, watch)) {
                ByteBuffer piece = ByteBuffer.wrap(chunk, 0, read);
                while (piece.hasRemaining()) {
                    out.write(piece);
                }
                requireSize(out.position());
                progress.update("downloading " + address.fileName(), out.position(), total);
            }
        }
        if (part.version().length() >= 0 && part.size() != part.version().length()) {
            throw new ConnectionLostException(
                    "it ended after %d of %d bytes".formatted(part.size(), total));
        }
    }

    private static int read(InputStream body, byte[] chunk, StallDetector watch)
            throws ConnectionLostException {
        try {
            int read = body.read(chunk);
            watch.came();
            if (watch.stalled()) {
                throw new ConnectionLostException("nothing came any more");
            }
            return read;
        } catch (ConnectionLostException e) {
            throw e;
        } catch (IOException e) {
            throw new ConnectionLostException(
                    watch.stalled() ? "nothing came any more" : String.valueOf(e.getMessage()), e);
        }
    }

    private HttpResponse<InputStream> answer(long have) throws IOException {
        FileUrl asked = address;
        for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
            HttpResponse<InputStream> response = send(request(asked, have));
            switch (response.statusCode()) {
                case 301, 302, 303, 307, 308 -> {
                    response.body().close();
                    asked = asked.redirected(response.headers().firstValue("Location").orElse(""));
                }
                default -> {
                    return response;
                }
            }
        }
        throw new DownloadException(
                address + " sends on and on: more than " + MAX_REDIRECTS + " times");
    }

    private HttpRequest request(FileUrl asked, long have) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(asked.uri()).header("User-Agent", "framewatch");
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
            if (!part.version().validator().isEmpty()) {
                request.header("If-Range", part.version().validator());
            }
        }
        return request.build();
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> coming =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try {
            return coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw new ConnectionLostException("the server does not answer", e);
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while downloading " + address);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
                throw new DownloadException(
                        request.uri()
                                + " cannot be reached. Are you online, and is it spelled right?",
                        cause);
            }
            throw new ConnectionLostException(String.valueOf(cause.getMessage()), cause);
        }
    }

    private void requireSize(long length) throws IOException {
        if (length > most) {
            part.discard();
            throw new DownloadException(
                    "%s is larger than the %d MB that are accepted"
                            .formatted(address, most / 1_000_000));
        }
    }

    private DownloadException refused(int status) {
        return new DownloadException(
                switch (status) {
                    case 404, 410 -> address + ": the server has no such file (" + status + ")";
                    case 401, 403 -> address + ": the server does not hand it out (" + status + ")";
                    case 429, 503 -> address + ": the server is busy; try later (" + status + ")";
                    default -> address + ": the server answers with the status " + status;
                });
    }
}
