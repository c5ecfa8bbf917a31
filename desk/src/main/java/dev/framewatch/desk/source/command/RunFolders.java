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
 * The work folders of a source's runs. The files of a run are kept until they have been fetched, or
 * for three days.
 */
public final class RunFolders {
    private static final Duration RETENTION = Duration.ofDays(3);
    private static final String ROOT_NAME = "runs";

    private final Path folder;

    RunFolders(Path work, String source) {
        // Hashed: names of sources may differ in case only, which some file systems ignore.
        String name = Sha256.of(source.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
        this.folder = work.resolve(ROOT_NAME).resolve(name);
    }

    /** Creates a folder for a new run and deletes expired ones. */
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
        Instant expiry = now.minus(RETENTION);
        return time.matches("\\d{1,15}")
                && Instant.ofEpochMilli(Long.parseLong(time)).isBefore(expiry);
    }

    /**
     * Deletes a file of a run, and the folders that become empty, once its content has been fetched
     * and recorded. Does nothing for files outside of run folders.
     *
     * @param work as in {@link SourceContext#workFolder}
     */
    public static void release(Path work, Path file) throws IOException {
        Path all = work.resolve(ROOT_NAME);
        if (!Files.exists(all) || !Files.exists(file)) {
            return;
        }
        Path root = all.toRealPath();
        Path real = file.toRealPath();
        if (!real.startsWith(root) || real.equals(root)) {
            return;
        }
        DurableFiles.deleteTree(real);
        Path parent = real.getParent();
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

    /** Deletes everything in a run's folder except the given files. */
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
