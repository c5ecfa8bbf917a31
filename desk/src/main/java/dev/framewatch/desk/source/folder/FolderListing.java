package dev.framewatch.desk.source.folder;

import dev.framewatch.video.ImageSequence;
import dev.framewatch.video.MediaListing.LeftOut;
import dev.framewatch.video.NaturalOrder;
import dev.framewatch.video.decoder.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The videos, images and image folders in a folder and its subfolders. Hidden files are skipped;
 * links are not followed, since they may lead out of the folder or in a circle.
 *
 * @param items videos before images, since an image may be a video's cover; in natural order of
 *     their names
 * @param leftOut files that may contain images but are not scanned; paths are below the folder
 */
record FolderListing(List<Item> items, List<LeftOut> leftOut) {
    private static final int MAX_DEPTH = 32;

    /**
     * A video or image folder.
     *
     * @param path a video, an image, or an image folder
     * @param kind kind of the file; {@code IMAGE} for an image folder
     * @param name path below the listed folder, with slashes
     * @param changed modification time; of stills, the latest
     * @param state text that changes whenever the content does
     * @param sidecar metadata file of the same name; null if there is none
     */
    record Item(
            Path path,
            MediaType.Kind kind,
            String name,
            Instant changed,
            String state,
            @Nullable Path sidecar) {}

    static FolderListing list(Path folder) throws IOException {
        FolderListing found = new FolderListing(new ArrayList<>(), new ArrayList<>());
        found.walk(folder, folder, 0);
        found.items.sort(
                Comparator.comparing((Item item) -> item.kind == MediaType.Kind.IMAGE)
                        .thenComparing(Item::name, NaturalOrder.INSTANCE));
        return found;
    }

    private void walk(Path root, Path folder, int depth) throws IOException {
        List<Path> entries;
        try (Stream<Path> files = Files.list(folder)) {
            entries = files.filter(entry -> !nameOf(entry).startsWith(".")).sorted().toList();
        }
        for (Path entry : entries) {
            try {
                visit(root, entry, depth);
            } catch (IOException e) {
                leaveOut(relativeName(root, entry), LeftOut.reason(e));
            }
        }
    }

    private void visit(Path root, Path entry, int depth) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String name = relativeName(root, entry);
        if (attributes.isSymbolicLink()) {
            leaveOut(name, "a symbolic link");
        } else if (attributes.isRegularFile()) {
            addFile(entry, name, attributes);
        } else if (!attributes.isDirectory()) {
            leaveOut(name, "neither a file nor a folder");
        } else if (ImageSequence.isImageFolder(entry)) {
            addImageFolder(entry, name);
        } else if (depth < MAX_DEPTH) {
            walk(root, entry, depth + 1);
        } else {
            leaveOut(name, "more than %d folders deep".formatted(MAX_DEPTH));
        }
    }

    private void addFile(Path file, String name, BasicFileAttributes attributes)
            throws IOException {
        // Reading the first bytes of every video at every poll would be slow.
        MediaType type =
                MediaType.isVideoName(nameOf(file))
                        ? MediaType.of(nameOf(file), new byte[0])
                        : MediaType.of(file);
        switch (type.kind()) {
            case VIDEO, IMAGE ->
                    items.add(
                            new Item(
                                    file,
                                    type.kind(),
                                    name,
                                    attributes.lastModifiedTime().toInstant(),
                                    attributes.size()
                                            + " "
                                            + attributes.lastModifiedTime().toMillis(),
                                    sidecar(file)));
            case UNREAD -> {
                if (!type.isUnfinished()) { // it comes when it is complete
                    leaveOut(name, type.description());
                }
            }
            case NO_PICTURE -> {}
        }
    }

    private void addImageFolder(Path folder, String name) throws IOException {
        Instant changed = Files.getLastModifiedTime(folder).toInstant();
        long bytes = 0;
        int count = 0;
        try (Stream<Path> images = Files.list(folder)) {
            for (Path image : images.sorted().toList()) {
                BasicFileAttributes attributes =
                        Files.readAttributes(
                                image, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isSymbolicLink()) {
                    leaveOut(name, "contains a symbolic link");
                    return;
                }
                Instant written = attributes.lastModifiedTime().toInstant();
                changed = written.isAfter(changed) ? written : changed;
                bytes += attributes.size();
                count++;
            }
        }
        String state = count + " " + bytes + " " + changed.toEpochMilli();
        items.add(new Item(folder, MediaType.Kind.IMAGE, name, changed, state, sidecar(folder)));
    }

    private static @Nullable Path sidecar(Path media) {
        String name = nameOf(media);
        int dot = Files.isDirectory(media) ? -1 : name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        Optional<Path> found =
                Stream.of(stem + ".info.json", stem + ".json", name + ".json")
                        .map(media::resolveSibling)
                        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .findFirst();
        return found.orElse(null);
    }

    private void leaveOut(String name, String reason) {
        leftOut.add(new LeftOut(Path.of(name), reason));
    }

    private static String relativeName(Path root, Path entry) {
        return root.relativize(entry).toString().replace('\\', '/');
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}
