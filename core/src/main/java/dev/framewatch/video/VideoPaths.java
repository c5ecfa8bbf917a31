package dev.framewatch.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Resolves the paths of a scan to videos: a file is a video whatever its name, a folder is searched
 * recursively, and a folder that contains only images is a video of stills.
 */
public final class VideoPaths {
    private static final Set<String> EXTENSIONS =
            Set.of(
                    "mp4", "m4v", "mov", "webm", "mkv", "gif", "3gp", "avi", "ts", "mpg", "mpeg",
                    "flv");

    private VideoPaths() {}

    /**
     * Returns the videos in the given order, those of folders sorted by name. Missing paths are
     * kept, so that they are reported.
     */
    public static List<Path> expand(List<Path> paths) throws IOException {
        List<Path> videos = new ArrayList<>();
        for (Path path : paths) {
            add(path, videos);
        }
        return videos;
    }

    private static void add(Path path, List<Path> videos) throws IOException {
        if (!Files.isDirectory(path) || ImageSequence.isImageFolder(path)) {
            videos.add(path);
            return;
        }
        try (Stream<Path> listed = Files.list(path)) {
            for (Path entry : listed.sorted().toList()) {
                if (isWanted(entry)) {
                    add(entry, videos);
                }
            }
        }
    }

    private static boolean isWanted(Path entry) {
        String name = String.valueOf(entry.getFileName()).toLowerCase(Locale.ROOT);
        if (name.startsWith(".")) {
            return false;
        }
        // A link to a folder could lead round in a circle.
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                || (!Files.isDirectory(entry)
                        && EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1)));
    }
}
