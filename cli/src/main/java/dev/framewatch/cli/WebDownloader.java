package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.desk.download.DownloadException;
import dev.framewatch.desk.download.ModelDownload;
import dev.framewatch.desk.download.ModelDownload.DownloadedFile;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.learn.service.ModelService;
import dev.framewatch.learn.service.ModelService.Downloaded;
import dev.framewatch.learn.service.ModelService.Downloader;
import dev.framewatch.model.ProgressListener;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Downloads models over HTTP; interrupted downloads are resumed. */
final class WebDownloader implements Downloader, AutoCloseable {
    private final WebClients clients;
    private final ModelDownload download;

    /**
     * @param allowPrivate whether private addresses may be reached
     * @param progress receives the bytes received so far
     */
    WebDownloader(Framewatch framewatch, boolean allowPrivate, ProgressListener progress) {
        this.clients = WebClients.create(framewatch.environment(), Clock.systemUTC());
        this.download =
                new ModelDownload(
                        clients.allowing(allowPrivate),
                        framewatch.home().downloads(),
                        ModelService.MAX_IMPORT_BYTES,
                        progress);
    }

    @Override
    public Downloaded download(String url, @Nullable String sha256) throws IOException {
        try {
            DownloadedFile file = download.fetch(url, sha256);
            return new Downloaded(file.file(), file.sha256(), () -> ModelDownload.delete(file));
        } catch (DownloadException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() throws IOException {
        clients.close();
    }
}
