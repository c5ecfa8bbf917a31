package dev.framewatch.desk.fetch;

import dev.framewatch.desk.fetch.AtomicPlacement.FetchDetails;
import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.ytdlp.YtDlpPosts;
import dev.framewatch.desk.ytdlp.InfoJson;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.desk.ytdlp.YtDlp.Downloaded;
import dev.framewatch.desk.ytdlp.YtDlpErrorKind;
import dev.framewatch.desk.ytdlp.YtDlpException;
import dev.framewatch.desk.ytdlp.YtDlpLimits;
import dev.framewatch.desk.ytdlp.YtDlpOptions;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Brings what is on a page by yt-dlp: its video, or the pictures of a post in photo mode. Where
 * yt-dlp knows only sound, as with photo posts on TikTok, the pictures that stand for the post are
 * looked at, and the others are said to be missing.
 */
record PageMediaFetcher(
        Post post,
        YtDlp ytDlp,
        WebFileFetcher web,
        AtomicPlacement arrival,
        StagingFolder half,
        FetchLimits limits) {
    FetchedMedia fetch(URI page, YtDlpOptions rules)
            throws FetchException, IOException, InterruptedException {
        YtDlpLimits bounds =
                new YtDlpLimits(limits.maxBytes(), limits.maxDuration(), limits.timeout());
        try {
            Downloaded downloaded = ytDlp.download(page, half.path(), bounds, rules);
            return placeVideo(page, downloaded);
        } catch (YtDlpException e) {
            if (e.kind() != YtDlpErrorKind.NO_VIDEO) {
                throw failure(e);
            }
        }
        try {
            return fetchImages(page, ytDlp.describe(page, bounds, rules));
        } catch (YtDlpException e) {
            throw failure(e);
        }
    }

    private FetchedMedia placeVideo(URI page, Downloaded downloaded)
            throws FetchException, IOException {
        ContentType content = ContentType.of(downloaded.file(), RedactedUrl.of(page));
        InfoJson info = downloaded.info();
        Post known = YtDlpPosts.complete(post, info);
        int others = info.videosOnPage() - 1;
        String missing = others == 0 ? "" : others + " more videos on the page were not looked at";
        return arrival.file(
                half, downloaded.file(), content, new FetchDetails(page, known, missing));
    }

    private FetchedMedia fetchImages(URI page, InfoJson info)
            throws FetchException, IOException, InterruptedException {
        boolean all = !info.images().isEmpty();
        List<URI> addresses = all ? info.images() : info.covers();
        if (addresses.isEmpty()) {
            throw new FetchException(
                    FailureKind.PERMANENT,
                    RedactedUrl.of(page) + ": there is only sound in it, and no picture",
                    null);
        }
        ImagePostFetcher pictures = new ImagePostFetcher(addresses, half, limits).fetch(web);
        String missing =
                all
                        ? pictures.missing(addresses.size())
                        : "yt-dlp gives only the cover of this post, not its other pictures";
        Post known = YtDlpPosts.complete(post, info);
        return arrival.stills(half, pictures.stills(), new FetchDetails(page, known, missing));
    }

    private static FetchException failure(YtDlpException failed) {
        FailureKind failureKind =
                switch (failed.kind()) {
                    case GONE -> FailureKind.GONE;
                    case REFUSED,
                            PRIVATE,
                            AGE,
                            COUNTRY,
                            PROTECTED,
                            LOG_IN,
                            NO_VIDEO,
                            UNKNOWN_PAGE,
                            TOO_LONG,
                            TOO_LARGE ->
                            FailureKind.PERMANENT;
                    case NO_PROGRAM,
                            TOO_MANY_REQUESTS,
                            NOT_YET,
                            FORBIDDEN,
                            NO_SPACE,
                            NETWORK,
                            OUT_OF_TIME,
                            OTHER ->
                            FailureKind.TRANSIENT;
                };
        return new FetchException(failureKind, String.valueOf(failed.getMessage()), failed);
    }
}
