package dev.framewatch.desk.source.command;

import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The work folders of one Source's runs. What a run brought stays until it was fetched, or for
 * three days.
 */
public final class RunFolders {
    private static final Duration RETENTION = Duration.ofDays(3);
    private static final String ROOT_NAME = "runs";

    private final Path folder;

    RunFolders(Path work, String source) {
        // A name of ours: that of a source may differ from another's only in case.
        String name = Sha256.of(source.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
        this.folder = work.resolve(ROOT_NAME).resolve(name);
    }

    /** A new folder for a run that begins now; those that are too old go. */
    Path create(Instant now) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> runs = Files.list(folder)) {
            for (Path run : runs.toList()) {
                if (isOld(run, now)) {
                    DurableFiles.deleteTree(run);
                }
            }
        }
        return Files.createTempDirectory(folder, now.toEpochMilli() + "-").toRealPath();
    }

    private static boolean isOld(Path run, Instant now) {
        String time = String.valueOf(run.getFileName()).replaceFirst("-.*", "");
        Instant kept = now.minus(RETENTION);
        return time.matches("\\d{1,15}")
                && Instant.ofEpochMilli(Long.parseLong(time)).isBefore(kept);
    }

    /**
     * Deletes a file that a run brought, with the folders that are empty without it, once its
     * content has been fetched and recorded. Files that lie anywhere else are left alone.
     *
     * @param work as in {@link SourceContext#workFolder}
     */
    public static void release(Path work, Path file) throws IOException {
        Path all = work.resolve(ROOT_NAME);
        if (!Files.exists(all) || !Files.exists(file)) {
            return;
        }
        Path root = all.toRealPath();
        Path found = file.toRealPath();
        if (!found.startsWith(root) || found.equals(root)) {
            return;
        }
        DurableFiles.deleteTree(found);
        Path parent = found.getParent();
        while (parent != null && parent.startsWith(root) && isEmpty(parent)) {
            Files.deleteIfExists(parent);
            parent = parent.getParent();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Deletes what of a run is not a Post's file. */
    static void keepOnly(Path run, List<Path> files) throws IOException {
        try (Stream<Path> all = Files.walk(run)) {
            for (Path entry : all.sorted(Comparator.reverseOrder()).toList()) {
                boolean folder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
                if (folder ? isEmpty(entry) : !files.contains(entry)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }
}
