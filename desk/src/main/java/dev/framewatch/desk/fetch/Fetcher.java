package dev.framewatch.desk.fetch;

import dev.framewatch.desk.fetch.AtomicPlacement.FetchDetails;
import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.http.ServerHeaders;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.desk.ytdlp.YtDlpOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fetches the media of posts into a folder. Media are placed there atomically once they are
 * complete, named after their content, never after a name from outside. Thread-safe.
 */
public final class Fetcher {
    private final WebFileFetcher publicWeb;
    private final WebFileFetcher privateWeb;
    private final YtDlp ytDlp;
    private final FetchLimits limits;

    /**
     * @param publicWeb client for the public internet only; owned by the caller
     * @param privateWeb client that also accesses private networks; owned by the caller
     */
    public Fetcher(WebClient publicWeb, WebClient privateWeb, YtDlp ytDlp, FetchLimits limits) {
        this.publicWeb = new WebFileFetcher(publicWeb);
        this.privateWeb = new WebFileFetcher(privateWeb);
        this.ytDlp = ytDlp;
        this.limits = limits;
    }

    private Fetcher(
            WebFileFetcher publicWeb, WebFileFetcher privateWeb, YtDlp ytDlp, FetchLimits limits) {
        this.publicWeb = publicWeb;
        this.privateWeb = privateWeb;
        this.ytDlp = ytDlp;
        this.limits = limits;
    }

    /**
     * Returns a fetcher that sends further headers to one server.
     *
     * @param server any URL of the server; scheme, host and port count
     */
    public Fetcher with(URI server, ServerHeaders headers) {
        return new Fetcher(
                new WebFileFetcher(publicWeb.web().with(server, headers)),
                new WebFileFetcher(privateWeb.web().with(server, headers)),
                ytDlp,
                limits);
    }

    /**
     * Fetches the media of a post. Idempotent.
     *
     * @param folder destination; created if missing
     * @param allowPrivate whether the media may be in a private network
     * @throws FetchException with the reason and whether a retry may succeed
     */
    public FetchedMedia fetch(Post post, Path folder, boolean allowPrivate)
            throws FetchException, InterruptedException {
        return fetch(post, folder, new YtDlpOptions(allowPrivate, ""));
    }

    /**
     * Same as {@link #fetch(Post, Path, boolean)}, with all permissions of the post's source.
     *
     * @param permissions permissions for URLs, and for yt-dlp if it is needed
     */
    public FetchedMedia fetch(Post post, Path folder, YtDlpOptions permissions)
            throws FetchException, InterruptedException {
        try (StagingFolder staging = StagingFolder.in(folder)) {
            AtomicPlacement placement = new AtomicPlacement(folder);
            WebFileFetcher web = permissions.allowPrivate() ? privateWeb : publicWeb;
            return switch (post.media()) {
                case PostMedia.At(URI url, String leftOut) ->
                        fetchVideo(url, leftOut, web, placement, staging);
                case PostMedia.OnPage(URI page, List<URI> illustrations) ->
                        new PageMediaFetcher(
                                        post, illustrations, ytDlp, web, placement, staging, limits)
                                .fetch(page, permissions);
                case PostMedia.OnDisk(Path path) ->
                        new LocalMediaFetcher(placement, staging, limits).copy(path);
                case PostMedia.Stills(List<URI> images, String leftOut) ->
                        fetchImages(images, leftOut, web, placement, staging);
                case PostMedia.None(String reason) ->
                        throw new FetchException(FailureKind.PERMANENT, reason, null);
            };
        } catch (IOException e) {
            boolean full = DiskFull.isCauseOf(e);
            throw new FetchException(
                    full ? FailureKind.LOCAL : FailureKind.TRANSIENT,
                    "cannot write the media of %s: %s".formatted(post.key(), e.getMessage()),
                    full ? DiskFull.DELAY : null,
                    e);
        }
    }

    /**
     * Deletes what interrupted fetches left in a folder, for example after a power failure. Must
     * not be called while a fetch into it is in progress.
     *
     * @return number of interrupted fetches
     */
    public static int sweep(Path folder) throws IOException {
        return StagingFolder.sweep(folder);
    }

    private FetchedMedia fetchVideo(
            URI url,
            String leftOut,
            WebFileFetcher web,
            AtomicPlacement placement,
            StagingFolder staging)
            throws FetchException, IOException, InterruptedException {
        Path part = staging.file("video.part");
        URI from = web.download(url, part, limits.maxBytes(), limits.timeout());
        ContentType content = ContentType.of(part, RedactedUrl.of(url));
        return placement.file(staging, part, content, new FetchDetails(from, null, leftOut));
    }

    private FetchedMedia fetchImages(
            List<URI> urls,
            String leftOut,
            WebFileFetcher web,
            AtomicPlacement placement,
            StagingFolder staging)
            throws FetchException, IOException, InterruptedException {
        ImagePostFetcher images = new ImagePostFetcher(urls, staging, limits).fetch(web);
        String missing =
                Stream.of(images.missing(urls.size()), leftOut)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; "));
        FetchDetails fetchDetails = new FetchDetails(urls.getFirst(), null, missing);
        return placement.stills(staging, images.stills(), fetchDetails);
    }
}
