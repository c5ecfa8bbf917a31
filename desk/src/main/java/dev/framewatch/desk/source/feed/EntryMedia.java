package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.MediaUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Chooses the media of a feed entry: its video; else its images, if there are several different
 * ones; else the page, which may show a video. One image is an illustration, however many sizes of
 * it there are, and does not take the place of the page.
 */
record EntryMedia(FeedEntry entry) {
    private static final String PAGE_LEFT_OUT = "the page was not looked at";

    PostMedia media() {
        List<Enclosure> videos = files(Enclosure::isVideo);
        if (!videos.isEmpty()) {
            return video(videos);
        }
        Optional<Enclosure> stream = files(Enclosure::isStream).stream().findFirst();
        if (stream.isPresent()) {
            return new PostMedia.OnPage(stream.get().url());
        }
        List<URI> images = images(_ -> true);
        URI page = entry.page();
        if (images.size() > 1) {
            return new PostMedia.Stills(images, page == null ? "" : PAGE_LEFT_OUT);
        }
        if (!files(Enclosure::isAudio).isEmpty()) {
            return new PostMedia.None(
                    "the entry has only audio" + (page == null ? "" : "; " + PAGE_LEFT_OUT));
        }
        if (page != null) {
            return MediaUrl.of(page) instanceof PostMedia.OnPage
                    ? new PostMedia.OnPage(page, images)
                    : MediaUrl.of(page);
        }
        return images.isEmpty()
                ? new PostMedia.None("the entry has no video and no page")
                : new PostMedia.Stills(images);
    }

    /** Returns the best version of the videos, and what else there is. */
    private PostMedia video(List<Enclosure> videos) {
        Enclosure best = Enclosure.best(videos).orElseThrow();
        List<String> leftOut = new ArrayList<>();
        long others = videos.stream().map(Enclosure::content).distinct().count() - 1;
        if (others > 0) {
            leftOut.add(others == 1 ? "1 other video" : others + " other videos");
        }
        List<String> groups = videos.stream().map(Enclosure::group).toList();
        int images =
                images(file -> file.group().isEmpty() || !groups.contains(file.group())).size();
        if (images > 1) { // one is a poster
            leftOut.add(images + " images");
        }
        return new PostMedia.At(
                best.url(),
                leftOut.isEmpty()
                        ? ""
                        : String.join(" and ", leftOut) + " of the post not scanned");
    }

    private List<Enclosure> files(Predicate<Enclosure> kind) {
        return entry.enclosures().stream().filter(kind).toList();
    }

    /** Returns one URL per image, the best of its sizes. */
    private List<URI> images(Predicate<Enclosure> filter) {
        Map<String, List<Enclosure>> sizes = new LinkedHashMap<>();
        for (Enclosure file : files(Enclosure::isImage)) {
            if (filter.test(file)) {
                sizes.computeIfAbsent(file.content(), _ -> new ArrayList<>()).add(file);
            }
        }
        return sizes.values().stream()
                .map(versions -> Enclosure.best(versions).orElseThrow().url())
                .distinct()
                .toList();
    }
}
