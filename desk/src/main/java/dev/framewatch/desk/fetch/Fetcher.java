package dev.framewatch.desk.fetch;

import dev.framewatch.desk.fetch.AtomicPlacement.FetchDetails;
import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.desk.ytdlp.YtDlpOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Brings the media of Posts into a folder. They get a name there, after their content, once they
 * are whole and on the disk; nothing is called as somebody outside wishes. Safe for use by several
 * threads.
 */
public final class Fetcher {
    private final WebFileFetcher publicWeb;
    private final WebFileFetcher privateWeb;
    private final YtDlp ytDlp;
    private final FetchLimits limits;

    /**
     * @param outside reaches the public internet only; closed by the caller
     * @param inside reaches private networks too; closed by the caller
     */
    public Fetcher(WebClient outside, WebClient inside, YtDlp ytDlp, FetchLimits limits) {
        this.publicWeb = new WebFileFetcher(outside);
        this.privateWeb = new WebFileFetcher(inside);
        this.ytDlp = ytDlp;
        this.limits = limits;
    }

    /**
     * Fetches a Post's media; again gives the same files.
     *
     * @param folder where they will lie; made when it is not there
     * @param allowPrivate whether they may lie in a private network
     * @throws FetchException when they cannot be had, with the reason and whether that may change
     */
    public FetchedMedia fetch(Post post, Path folder, boolean allowPrivate)
            throws FetchException, InterruptedException {
        return fetch(post, folder, new YtDlpOptions(allowPrivate, ""));
    }

    /**
     * As {@link #fetch(Post, Path, boolean)}, with all that the Post's Source allows.
     *
     * @param rules for the addresses, and for yt-dlp where it is needed
     */
    public FetchedMedia fetch(Post post, Path folder, YtDlpOptions rules)
            throws FetchException, InterruptedException {
        try (StagingFolder half = StagingFolder.in(folder)) {
            AtomicPlacement arrival = new AtomicPlacement(folder);
            WebFileFetcher web = rules.allowPrivate() ? privateWeb : publicWeb;
            return switch (post.media()) {
                case PostMedia.At(URI address) -> fetchVideo(address, web, arrival, half);
                case PostMedia.OnPage(URI page) ->
                        new PageMediaFetcher(post, ytDlp, web, arrival, half, limits)
                                .fetch(page, rules);
                case PostMedia.OnDisk(Path path) ->
                        new LocalMediaFetcher(arrival, half, limits).copy(path);
                case PostMedia.Stills(List<URI> pictures) ->
                        fetchImages(pictures, web, arrival, half);
                case PostMedia.None(String why) ->
                        throw new FetchException(FailureKind.PERMANENT, why, null);
            };
        } catch (IOException e) {
            throw new FetchException(
                    FailureKind.TRANSIENT,
                    "the media of %s cannot be written: %s".formatted(post.key(), e.getMessage()),
                    e);
        }
    }

    /**
     * Deletes what fetches left behind in a folder that were cut off, by a power cut for one. Not
     * to be called while anybody fetches into it.
     *
     * @return how many there were
     */
    public static int sweep(Path folder) throws IOException {
        return StagingFolder.sweep(folder);
    }

    private FetchedMedia fetchVideo(
            URI address, WebFileFetcher web, AtomicPlacement arrival, StagingFolder half)
            throws FetchException, IOException, InterruptedException {
        Path part = half.file("video.part");
        URI from = web.download(address, part, limits.maxBytes(), limits.timeout());
        ContentType content = ContentType.of(part, RedactedUrl.of(address));
        return arrival.file(half, part, content, FetchDetails.complete(from));
    }

    private FetchedMedia fetchImages(
            List<URI> addresses, WebFileFetcher web, AtomicPlacement arrival, StagingFolder half)
            throws FetchException, IOException, InterruptedException {
        ImagePostFetcher pictures = new ImagePostFetcher(addresses, half, limits).fetch(web);
        String missing = pictures.missing(addresses.size());
        FetchDetails fetchDetails = new FetchDetails(addresses.getFirst(), null, missing);
        return arrival.stills(half, pictures.stills(), fetchDetails);
    }
}
