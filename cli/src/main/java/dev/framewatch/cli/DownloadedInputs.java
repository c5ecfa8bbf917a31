package dev.framewatch.cli;

import dev.framewatch.cli.console.Advice;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.cli.progress.Step;
import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.fetch.FetchLimits;
import dev.framewatch.desk.fetch.FetchedMedia;
import dev.framewatch.desk.fetch.Fetcher;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.desk.source.list.UrlPost;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.text.PrintableLine;
import dev.framewatch.video.MediaFetcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Downloads URLs to a temporary folder that is deleted when the command ends. */
final class DownloadedInputs implements MediaFetcher, AutoCloseable {
    private final Framewatch framewatch;
    private final boolean allowPrivate;
    private final ScreenProgress progress;
    private @Nullable Connections connections;

    /**
     * @param allowPrivate whether private addresses may be reached
     * @param progress shows each URL that is being fetched
     */
    DownloadedInputs(Framewatch framewatch, boolean allowPrivate, ScreenProgress progress) {
        this.framewatch = framewatch;
        this.allowPrivate = allowPrivate;
        this.progress = progress;
    }

    /**
     * The download infrastructure, created for the first URL so that local files do not wait for
     * it.
     */
    private record Connections(Path folder, WebClients web, Fetcher fetcher) {}

    private Connections connections() throws IOException {
        Connections open = connections;
        if (open == null) {
            WebClients web = WebClients.create(framewatch.environment(), Clock.systemUTC());
            YtDlp ytDlp = YtDlp.of(framewatch.environment());
            Fetcher fetcher = new Fetcher(web.open(), web.inside(), ytDlp, FetchLimits.DEFAULT);
            Path folder = Files.createTempDirectory("framewatch-");
            open = new Connections(folder, web, fetcher);
            connections = open;
        }
        return open;
    }

    @Override
    public Media fetch(String address) throws IOException, InterruptedException {
        progress.show(new Step("Fetching", Double.NaN, "", PrintableLine.of(address), false));
        Connections open = connections();
        // A folder for each address, since two addresses may lead to the same bytes.
        Path own = Files.createTempDirectory(open.folder, "address-");
        try {
            FetchedMedia fetched =
                    open.fetcher.fetch(UrlPost.of(UrlParser.of(address)), own, allowPrivate);
            return new Media(fetched.path(), fetched.missing());
        } catch (FetchException e) {
            throw new UnavailableException(
                    Advice.onPrivateAddresses(String.valueOf(e.getMessage())), e);
        }
    }

    @Override
    public void close() throws IOException {
        Connections open = connections;
        if (open != null) {
            try (WebClients _ = open.web) {
                DurableFiles.deleteTree(open.folder);
            }
        }
    }
}
