package dev.framewatch.desk.download;

import dev.framewatch.desk.http.WebClient;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.Sha256;
import dev.framewatch.model.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads a file over HTTP or HTTPS. If the connection fails, received bytes are kept and the
 * rest is requested: a few times at once, and again when the same URL is requested later. The file
 * gets its final name only after its SHA-256 has been verified.
 */
public final class ModelDownload {
    private static final Logger LOG = LoggerFactory.getLogger(ModelDownload.class);
    private static final int MAX_ATTEMPTS = 5;
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private final WebClient web;
    private final Path folder;
    private final long maxBytes;
    private final Duration readTimeout;
    private final ProgressListener progress;

    /**
     * @param web HTTP client, owned by the caller
     * @param folder destination folder, created on first use
     * @param maxBytes maximum size of a file
     * @param progress receives the bytes received so far
     */
    public ModelDownload(WebClient web, Path folder, long maxBytes, ProgressListener progress) {
        this(web, folder, maxBytes, READ_TIMEOUT, progress);
    }

    /**
     * @param readTimeout time without data after which a connection counts as broken
     */
    ModelDownload(
            WebClient web,
            Path folder,
            long maxBytes,
            Duration readTimeout,
            ProgressListener progress) {
        this.web = web;
        this.folder = folder.toAbsolutePath();
        this.maxBytes = maxBytes;
        this.readTimeout = readTimeout;
        this.progress = progress;
    }

    /**
     * A completely downloaded file.
     *
     * @param file its path
     * @param sha256 SHA-256 of its content
     */
    public record DownloadedFile(Path file, String sha256) {}

    /** Returns whether a text is a URL rather than a path. */
    public static boolean isUrl(String text) {
        return text.strip().matches("(?i)[a-z][a-z0-9+.-]+://.*");
    }

    /**
     * Downloads a file, unless it exists with the pinned content.
     *
     * @param sha256 pinned SHA-256, 64 lower-case hexadecimal digits; null to accept any content
     * @throws DownloadException if it cannot be downloaded or differs from the pinned file
     * @throws IOException if it cannot be written
     */
    public DownloadedFile fetch(String text, @Nullable String sha256) throws IOException {
        RemoteFile remote = RemoteFile.parse(text);
        if (sha256 != null) {
            Sha256.requireDigest(sha256);
        }
        Path target = folder.resolve(remote.folderName()).resolve(remote.fileName());
        Files.createDirectories(target.getParent());
        if (sha256 != null && Files.isRegularFile(target) && Sha256.of(target).equals(sha256)) {
            return new DownloadedFile(target, sha256);
        }
        return receive(remote, target, sha256);
    }

    /** Deletes a file that is no longer needed. */
    public static void delete(DownloadedFile downloadedFile) throws IOException {
        Files.deleteIfExists(downloadedFile.file());
        Files.deleteIfExists(downloadedFile.file().resolveSibling(""));
    }

    private DownloadedFile receive(RemoteFile remote, Path target, @Nullable String sha256)
            throws IOException {
        try (PartialFile part = PartialFile.open(target, remote)) {
            transfer(remote, part);
            part.sync();
            String found = Sha256.of(part.file());
            if (sha256 != null && !found.equals(sha256)) {
                part.discard();
                throw new DownloadException(
                        """
                        refused what came from %s: it is not the file that was pinned.
                          SHA-256  %s
                          expected %s
                        Check the expected hash at its source; the server may also have sent an \
                        error page\
                        """
                                .formatted(remote, found, sha256));
            }
            DurableFiles.publish(part.file(), target);
            part.forgetVersion();
            return new DownloadedFile(target, found);
        }
    }

    private void transfer(RemoteFile remote, PartialFile part) throws IOException {
        ResumableTransfer transfer =
                new ResumableTransfer(web, remote, part, maxBytes, readTimeout, progress);
        for (int attempt = 1; ; attempt++) {
            try {
                transfer.run();
                LOG.atInfo()
                        .addKeyValue("address", remote)
                        .addKeyValue("bytes", part.size())
                        .addKeyValue("attempt", attempt)
                        .log("model downloaded");
                return;
            } catch (TransferInterruptedException e) {
                LOG.atWarn()
                        .addKeyValue("address", remote)
                        .addKeyValue("bytes", part.size())
                        .addKeyValue("attempt", attempt)
                        .setCause(e)
                        .log("model download interrupted");
                if (attempt == MAX_ATTEMPTS) {
                    throw new DownloadException(
                            ("%s: the connection failed repeatedly (%s). %.1f MB were downloaded"
                                            + " and kept: run the same command again to resume")
                                    .formatted(remote, e.getMessage(), part.size() / 1e6),
                            e);
                }
            }
        }
    }
}
