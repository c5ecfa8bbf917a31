package dev.framewatch.learn.download;

import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.Sha256;
import dev.framewatch.model.ProgressListener;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a file from an http or https address. What has arrived is kept when the connection
 * breaks, and the rest is asked for: a few times at once, and again when the same address is asked
 * for later. The file gets its name only once its SHA-256 is the pinned one.
 */
public final class ModelDownload {
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration CONNECTING = Duration.ofSeconds(20);

    private final Path folder;
    private final long most;
    private final Duration patience;
    private final ProgressListener progress;

    /**
     * @param folder where files are put; made when first needed
     * @param most bytes that are accepted
     * @param progress hears of every piece
     */
    public ModelDownload(Path folder, long most, ProgressListener progress) {
        this(folder, most, PATIENCE, progress);
    }

    /**
     * @param patience how long nothing may arrive before the connection counts as broken
     */
    ModelDownload(Path folder, long most, Duration patience, ProgressListener progress) {
        this.folder = folder.toAbsolutePath();
        this.most = most;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * A file that arrived in full.
     *
     * @param file where it is
     * @param sha256 of its content
     */
    public record Arrived(Path file, String sha256) {}

    /** Whether a text is meant as an address rather than as a path. */
    public static boolean isAddress(String text) {
        return text.strip().matches("(?i)[a-z][a-z0-9+.-]+://.*");
    }

    /**
     * Fetches a file; one that is there already is not fetched again if it is the pinned one.
     *
     * @param sha256 the only content that is accepted, 64 lower-case hexadecimal digits; null to
     *     trust what comes
     * @throws DownloadException when it cannot be fetched or is not the pinned one, with the way
     *     out
     * @throws IOException when it cannot be written
     */
    public Arrived fetch(String text, @Nullable String sha256) throws IOException {
        FileUrl address = FileUrl.parse(text);
        if (sha256 != null) {
            Sha256.requireDigest(sha256);
        }
        Path target = folder.resolve(nameOf(address)).resolve(address.fileName());
        Files.createDirectories(target.getParent());
        if (sha256 != null && Files.isRegularFile(target) && Sha256.of(target).equals(sha256)) {
            return new Arrived(target, sha256);
        }
        return receive(address, target, sha256);
    }

    /** Each address has a folder, so that files of the same name do not meet. */
    private static String nameOf(FileUrl address) {
        byte[] text = address.toString().getBytes(StandardCharsets.UTF_8);
        return Sha256.of(text).substring(0, 16);
    }

    /** Deletes a file that is not needed any more. */
    public static void discard(Arrived arrived) throws IOException {
        Files.deleteIfExists(arrived.file());
        Files.deleteIfExists(arrived.file().resolveSibling(""));
    }

    private Arrived receive(FileUrl address, Path target, @Nullable String sha256)
            throws IOException {
        try (PartialFile part = PartialFile.open(target, address)) {
            transfer(address, part);
            part.sync();
            String found = Sha256.of(part.file());
            if (sha256 != null && !found.equals(sha256)) {
                part.discard();
                throw new DownloadException(
                        """
                        refused what came from %s: it is not the file that was pinned.
                          SHA-256  %s
                          expected %s
                        Compare the expected one with where you have it from; the server may also \
                        have sent an error page\
                        """
                                .formatted(address, found, sha256));
            }
            DurableFiles.publish(part.file(), target);
            part.forgetVersion();
            return new Arrived(target, found);
        }
    }

    private void transfer(FileUrl address, PartialFile part) throws IOException {
        HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECTING)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        try {
            ResumableTransfer transfer =
                    new ResumableTransfer(client, address, part, most, patience, progress);
            for (int attempt = 1; ; attempt++) {
                try {
                    transfer.run();
                    return;
                } catch (ConnectionLostException e) {
                    if (attempt == ATTEMPTS) {
                        throw new DownloadException(
                                "%s: the connection breaks again and again (%s). %.1f MB have arrived and are kept: the same command goes on from there"
                                        .formatted(address, e.getMessage(), part.size() / 1e6),
                                e);
                    }
                }
            }
        } finally {
            client.shutdownNow();
        }
    }
}
