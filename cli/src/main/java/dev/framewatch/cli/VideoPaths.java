package dev.framewatch.cli;

import dev.framewatch.video.Stills;
import dev.framewatch.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a person means by the paths of a scan: a file is a video whatever its name; a folder stands for
 * the videos in it and below it, where a folder that holds pictures and no video is a video of stills.
 */
final class VideoPaths {
    private VideoPaths() {}

    /** The videos in the order given, folders sorted by name. What does not exist stays, to be reported. */
    static List<Path> expand(List<Path> paths) throws IOException {
        List<Path> videos = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                addFolder(path, videos);
            } else {
                videos.add(path);
            }
        }
        return videos;
    }

    private static void addFolder(Path folder, List<Path> videos) throws IOException {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries =
                    listed.filter(entry -> !entry.getFileName().toString().startsWith("."))
                            .sorted()
                            .toList();
        }
        List<Path> own = entries.stream().filter(VideoDecoder::looksLikeVideo).toList();
        videos.addAll(own);
        if (own.isEmpty() && !Stills.in(folder).isEmpty()) {
            videos.add(folder);
        }
        for (Path entry : entries) {
            // A link to a folder could lead round in a circle.
            if (Files.isDirectory(entry, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                addFolder(entry, videos);
            }
        }
    }
}
