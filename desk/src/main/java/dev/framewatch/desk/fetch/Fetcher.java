package dev.framewatch.desk.fetch;

import dev.framewatch.desk.feed.Media;
import dev.framewatch.desk.feed.Post;
import dev.framewatch.desk.fetch.Arrival.Found;
import dev.framewatch.desk.fetch.FetchFailed.Outlook;
import dev.framewatch.desk.http.ShownAddress;
import dev.framewatch.desk.http.Web;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.desk.ytdlp.YtDlpRules;
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
    private final WebFile outside;
    private final WebFile inside;
    private final YtDlp ytDlp;
    private final FetchLimits limits;

    /**
     * @param outside reaches the public internet only; closed by the caller
     * @param inside reaches private networks too; closed by the caller
     */
    public Fetcher(Web outside, Web inside, YtDlp ytDlp, FetchLimits limits) {
        this.outside = new WebFile(outside);
        this.inside = new WebFile(inside);
        this.ytDlp = ytDlp;
        this.limits = limits;
    }

    /**
     * Fetches a Post's media; again gives the same files.
     *
     * @param folder where they will lie; made when it is not there
     * @param allowPrivate whether they may lie in a private network
     * @throws FetchFailed when they cannot be had, with the reason and whether that may change
     */
    public Fetched fetch(Post post, Path folder, boolean allowPrivate)
            throws FetchFailed, InterruptedException {
        return fetch(post, folder, new YtDlpRules(allowPrivate, ""));
    }

    /**
     * As {@link #fetch(Post, Path, boolean)}, with all that the Post's Source allows.
     *
     * @param rules for the addresses, and for yt-dlp where it is needed
     */
    public Fetched fetch(Post post, Path folder, YtDlpRules rules)
            throws FetchFailed, InterruptedException {
        try (HalfFetched half = HalfFetched.in(folder)) {
            Arrival arrival = new Arrival(folder);
            WebFile web = rules.allowPrivate() ? inside : outside;
            return switch (post.media()) {
                case Media.At(URI address) -> at(address, web, arrival, half);
                case Media.OnPage(URI page) ->
                        new PageMedia(post, ytDlp, web, arrival, half, limits).bring(page, rules);
                case Media.OnDisk(Path path) -> new DiskMedia(arrival, half, limits).copy(path);
                case Media.Stills(List<URI> pictures) -> stills(pictures, web, arrival, half);
                case Media.None(String why) -> throw new FetchFailed(Outlook.NEVER, why, null);
            };
        } catch (IOException e) {
            throw new FetchFailed(
                    Outlook.MAY_RECOVER,
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
        return HalfFetched.sweep(folder);
    }

    private Fetched at(URI address, WebFile web, Arrival arrival, HalfFetched half)
            throws FetchFailed, IOException, InterruptedException {
        Path part = half.file("video.part");
        URI from = web.bring(address, part, limits.bytes(), limits.time());
        Content content = Content.of(part, ShownAddress.of(address));
        return arrival.file(half, part, content, Found.whole(from));
    }

    private Fetched stills(List<URI> addresses, WebFile web, Arrival arrival, HalfFetched half)
            throws FetchFailed, IOException, InterruptedException {
        Pictures pictures = new Pictures(addresses, half, limits).bring(web);
        String missing = pictures.missing(addresses.size());
        Found found = new Found(addresses.getFirst(), null, missing);
        return arrival.stills(half, pictures.stills(), found);
    }
}
