package dev.framewatch.video;

import dev.framewatch.video.decoder.MediaType;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * The videos and images that paths refer to. A file is one video, whatever its name; folders are
 * searched recursively; a folder that contains only images, and the sound and text that belong to
 * them, is one video of stills. Hidden files are ignored.
 *
 * @param media files and folders of stills, in the order given, folders sorted by name
 * @param leftOut skipped files and folders that may contain images
 */
public record MediaListing(List<Path> media, List<LeftOut> leftOut) {
    public MediaListing {
        media = List.copyOf(media);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A file or folder that is skipped.
     *
     * @param reason why, as a message for users: {@code "a ZIP archive"}
     */
    public record LeftOut(Path path, String reason) {
        private static final int NAMED = 5;

        /** Returns why a file cannot be read, as a message for users. */
        public static String reason(IOException e) {
            return switch (e) {
                case AccessDeniedException _ -> "permission denied";
                case NoSuchFileException _ -> "no such file";
                default -> "cannot be read: " + e.getMessage();
            };
        }

        /** Returns one line that counts and names files: {@code "2 files were skipped: …"}. */
        public static String summary(List<LeftOut> files) {
            StringJoiner named = new StringJoiner(", ");
            files.stream()
                    .limit(NAMED)
                    .map(file -> "%s (%s)".formatted(file.path, file.reason))
                    .forEach(named::add);
            return "%d %s skipped: %s%s"
                    .formatted(
                            files.size(),
                            files.size() == 1 ? "file was" : "files were",
                            named,
                            files.size() > NAMED
                                    ? " and %d more".formatted(files.size() - NAMED)
                                    : "");
        }
    }

    /**
     * Returns the media that a path refers to. A missing file is kept, so that opening it reports
     * it.
     */
    public static MediaListing of(Path path) {
        return of(List.of(path));
    }

    /**
     * Returns the media that paths refer to. Missing files are kept, so that opening them reports
     * it.
     */
    public static MediaListing of(List<Path> paths) {
        List<Path> media = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                addFolder(path, media, leftOut);
            } else {
                media.add(path);
            }
        }
        return new MediaListing(media, leftOut);
    }

    private static void addFolder(Path folder, List<Path> media, List<LeftOut> leftOut) {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.filter(entry -> !isHidden(entry)).sorted().toList();
        } catch (IOException e) {
            leftOut.add(new LeftOut(folder, LeftOut.reason(e)));
            return;
        }
        List<Path> files = new ArrayList<>();
        List<LeftOut> unread = new ArrayList<>();
        boolean mixed = false;
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                mixed = true;
                if (Files.isSymbolicLink(entry)) { // could form a cycle
                    unread.add(new LeftOut(entry, "a link to a folder"));
                } else {
                    files.add(entry);
                }
                continue;
            }
            MediaType type = type(entry, unread);
            mixed |= type.kind() == MediaType.Kind.VIDEO;
            if (type.kind() == MediaType.Kind.VIDEO || type.kind() == MediaType.Kind.IMAGE) {
                files.add(entry);
            }
        }
        leftOut.addAll(unread);
        if (!mixed && !files.isEmpty()) {
            media.add(folder);
            return;
        }
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                addFolder(file, media, leftOut);
            } else {
                media.add(file);
            }
        }
    }

    private static MediaType type(Path entry, List<LeftOut> unread) {
        String reason;
        try {
            if (Files.isRegularFile(entry)) {
                MediaType type = MediaType.of(entry);
                if (type.kind() == MediaType.Kind.UNREAD) {
                    unread.add(new LeftOut(entry, type.description()));
                }
                return type;
            }
            reason = "neither a file nor a folder";
        } catch (IOException e) {
            reason = LeftOut.reason(e);
        }
        // A broken link, or a file without permission: as a video it would be an error anyway.
        MediaType named = MediaType.of(String.valueOf(entry.getFileName()), new byte[0]);
        if (named.kind() == MediaType.Kind.NO_PICTURE) {
            unread.add(new LeftOut(entry, reason));
        }
        return named;
    }

    static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }
}
