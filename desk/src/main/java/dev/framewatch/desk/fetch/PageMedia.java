package dev.framewatch.desk.fetch;

import dev.framewatch.desk.feed.Post;
import dev.framewatch.desk.feed.YtDlpPosts;
import dev.framewatch.desk.fetch.Arrival.Found;
import dev.framewatch.desk.fetch.FetchFailed.Outlook;
import dev.framewatch.desk.http.ShownAddress;
import dev.framewatch.desk.ytdlp.Complaint;
import dev.framewatch.desk.ytdlp.InfoJson;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.desk.ytdlp.YtDlp.Downloaded;
import dev.framewatch.desk.ytdlp.YtDlpFailed;
import dev.framewatch.desk.ytdlp.YtDlpLimits;
import dev.framewatch.desk.ytdlp.YtDlpRules;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Brings what is on a page by yt-dlp: its video, or the pictures of a post in photo mode. Where
 * yt-dlp knows only sound, as with photo posts on TikTok, the pictures that stand for the post are
 * looked at, and the others are said to be missing.
 */
record PageMedia(
        Post post,
        YtDlp ytDlp,
        WebFile web,
        Arrival arrival,
        HalfFetched half,
        FetchLimits limits) {
    Fetched bring(URI page, YtDlpRules rules)
            throws FetchFailed, IOException, InterruptedException {
        YtDlpLimits bounds = new YtDlpLimits(limits.bytes(), limits.length(), limits.time());
        try {
            Downloaded downloaded = ytDlp.download(page, half.path(), bounds, rules);
            return video(page, downloaded);
        } catch (YtDlpFailed e) {
            if (e.complaint() != Complaint.NO_VIDEO) {
                throw failure(e);
            }
        }
        try {
            return pictures(page, ytDlp.describe(page, bounds, rules));
        } catch (YtDlpFailed e) {
            throw failure(e);
        }
    }

    private Fetched video(URI page, Downloaded downloaded) throws FetchFailed, IOException {
        Content content = Content.of(downloaded.file(), ShownAddress.of(page));
        InfoJson info = downloaded.info();
        Post known = YtDlpPosts.completed(post, info);
        int others = info.videosOnPage() - 1;
        String missing = others == 0 ? "" : others + " more videos on the page were not looked at";
        return arrival.file(half, downloaded.file(), content, new Found(page, known, missing));
    }

    private Fetched pictures(URI page, InfoJson info)
            throws FetchFailed, IOException, InterruptedException {
        boolean all = !info.pictures().isEmpty();
        List<URI> addresses = all ? info.pictures() : info.covers();
        if (addresses.isEmpty()) {
            throw new FetchFailed(
                    Outlook.NEVER,
                    ShownAddress.of(page) + ": there is only sound in it, and no picture",
                    null);
        }
        Pictures pictures = new Pictures(addresses, half, limits).bring(web);
        String missing =
                all
                        ? pictures.missing(addresses.size())
                        : "yt-dlp gives only the cover of this post, not its other pictures";
        Post known = YtDlpPosts.completed(post, info);
        return arrival.stills(half, pictures.stills(), new Found(page, known, missing));
    }

    private static FetchFailed failure(YtDlpFailed failed) {
        Outlook outlook =
                switch (failed.complaint()) {
                    case GONE -> Outlook.GONE;
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
                            Outlook.NEVER;
                    case NO_PROGRAM,
                            TOO_MANY_REQUESTS,
                            NOT_YET,
                            FORBIDDEN,
                            NO_SPACE,
                            NETWORK,
                            OUT_OF_TIME,
                            OTHER ->
                            Outlook.MAY_RECOVER;
                };
        return new FetchFailed(outlook, String.valueOf(failed.getMessage()), failed);
    }
}
