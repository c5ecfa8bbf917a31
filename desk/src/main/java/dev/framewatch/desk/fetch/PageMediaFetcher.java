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
import java.time.Duration;
import java.util.List;

/**
 * Fetches the media of a page with yt-dlp: its video, or the images of a photo post. Where yt-dlp
 * finds only audio, as in photo posts on TikTok, the cover images are fetched, and the others are
 * reported as missing. Where it finds nothing, the illustrations that the source has are fetched.
 */
record PageMediaFetcher(
        Post post,
        List<URI> illustrations,
        YtDlp ytDlp,
        WebFileFetcher web,
        AtomicPlacement placement,
        StagingFolder staging,
        FetchLimits limits) {
    /** Time for which a site that limits the request rate is left alone. */
    private static final Duration RATE_LIMIT_DELAY = Duration.ofMinutes(30);

    FetchedMedia fetch(URI page, YtDlpOptions permissions)
            throws FetchException, IOException, InterruptedException {
        try {
            return fetchFromPage(page, permissions);
        } catch (YtDlpException e) {
            boolean foundNothing =
                    e.kind() == YtDlpErrorKind.NO_VIDEO || e.kind() == YtDlpErrorKind.UNKNOWN_PAGE;
            if (foundNothing && !illustrations.isEmpty()) {
                return fetchIllustrations(page);
            }
            throw failure(e);
        }
    }

    private FetchedMedia fetchFromPage(URI page, YtDlpOptions permissions)
            throws YtDlpException, FetchException, IOException, InterruptedException {
        YtDlpLimits ytDlpLimits =
                new YtDlpLimits(limits.maxBytes(), limits.maxDuration(), limits.timeout());
        try {
            return placeVideo(page, ytDlp.download(page, staging.path(), ytDlpLimits, permissions));
        } catch (YtDlpException e) {
            if (e.kind() != YtDlpErrorKind.NO_VIDEO) {
                throw e;
            }
        }
        return fetchImages(page, ytDlp.describe(page, ytDlpLimits, permissions));
    }

    private FetchedMedia fetchIllustrations(URI page)
            throws FetchException, IOException, InterruptedException {
        ImagePostFetcher images = new ImagePostFetcher(illustrations, staging, limits).fetch(web);
        String missing = "no video was found on the page, only its illustration was scanned";
        return placement.stills(staging, images.stills(), new FetchDetails(page, null, missing));
    }

    private FetchedMedia placeVideo(URI page, Downloaded downloaded)
            throws FetchException, IOException {
        ContentType content = ContentType.of(downloaded.file(), RedactedUrl.of(page));
        InfoJson info = downloaded.info();
        Post completed = YtDlpPosts.complete(post, info);
        int otherVideos = info.videosOnPage() - 1;
        String missing =
                otherVideos == 0 ? "" : "videos on the page that were not fetched: " + otherVideos;
        return placement.file(
                staging, downloaded.file(), content, new FetchDetails(page, completed, missing));
    }

    private FetchedMedia fetchImages(URI page, InfoJson info)
            throws FetchException, IOException, InterruptedException {
        boolean complete = !info.images().isEmpty();
        List<URI> urls = complete ? info.images() : info.covers();
        if (urls.isEmpty() && !illustrations.isEmpty()) {
            return fetchIllustrations(page);
        }
        if (urls.isEmpty()) {
            throw new FetchException(
                    FailureKind.NO_MEDIA,
                    RedactedUrl.of(page) + ": it contains only audio and no image",
                    null);
        }
        ImagePostFetcher images = new ImagePostFetcher(urls, staging, limits).fetch(web);
        String missing =
                complete
                        ? images.missing(urls.size())
                        : "yt-dlp found only the cover of this post, not its other images";
        Post completed = YtDlpPosts.complete(post, info);
        return placement.stills(
                staging, images.stills(), new FetchDetails(page, completed, missing));
    }

    private static FetchException failure(YtDlpException exception) {
        FailureKind failureKind =
                switch (exception.kind()) {
                    case GONE -> FailureKind.GONE;
                    case NO_VIDEO, UNKNOWN_PAGE -> FailureKind.NO_MEDIA;
                    case REFUSED, PROTECTED, TOO_LONG, TOO_LARGE -> FailureKind.PERMANENT;
                    case TOO_MANY_REQUESTS,
                            BLOCKED,
                            UNAVAILABLE,
                            PRIVATE,
                            AGE,
                            COUNTRY,
                            LOG_IN,
                            FORBIDDEN,
                            NOT_YET,
                            OTHER ->
                            FailureKind.UNAVAILABLE;
                    case NO_PROGRAM, NO_SPACE -> FailureKind.LOCAL;
                    case NETWORK, OUT_OF_TIME -> FailureKind.TRANSIENT;
                };
        Duration pause =
                switch (exception.kind()) {
                    case TOO_MANY_REQUESTS -> RATE_LIMIT_DELAY;
                    case NO_SPACE -> DiskFull.DELAY;
                    default -> null;
                };
        return new FetchException(
                failureKind, String.valueOf(exception.getMessage()), pause, exception);
    }
}
