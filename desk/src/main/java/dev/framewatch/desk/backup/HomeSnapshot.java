package dev.framewatch.desk.backup;

import dev.framewatch.desk.store.Database;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What belongs in a backup, by its name there. The database is a snapshot of its own, so that a
 * watch can go on; files that the snapshot does not know are harmless, as after a crash.
 * Storyboards are left out: a copy would outlive their retention time.
 */
final class HomeSnapshot {
    /** The audit log's head, which must not be ahead of the database. */
    private static final String AUDIT_HEAD = "audit-head.txt";

    private final Home home;
    private final SortedMap<String, Path> files = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    private HomeSnapshot(Home home) {
        this.home = home;
    }

    /**
     * Takes the snapshot.
     *
     * @param scratch empty folder for the database and the audit log's head
     * @param withMedia whether to include fetched media
     */
    static HomeSnapshot take(Home home, Database database, Path scratch, boolean withMedia)
            throws IOException {
        HomeSnapshot snapshot = new HomeSnapshot(home);
        Path head = home.directory().resolve(AUDIT_HEAD);
        Path headThen = scratch.resolve(AUDIT_HEAD);
        if (Files.exists(head)) {
            Files.copy(head, headThen);
        }
        Path databaseThen = scratch.resolve("desk.db");
        database.copyTo(databaseThen);
        snapshot.walk(withMedia);
        snapshot.files.put(snapshot.name(home.database()), databaseThen);
        if (Files.exists(headThen)) {
            snapshot.files.put(AUDIT_HEAD, headThen);
        }
        return snapshot;
    }

    /** Returns the files to store, by name. */
    SortedMap<String, Path> files() {
        return files;
    }

    /** Returns what was left out, for users. */
    List<String> notes() {
        return notes;
    }

    private void walk(boolean withMedia) throws IOException {
        Set<Path> without =
                withMedia
                        ? Set.of(home.staging(), home.cache(), home.storyboards())
                        : Set.of(home.staging(), home.cache(), home.storyboards(), home.media());
        String database = name(home.database());
        Files.walkFileTree(
                home.directory(),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        boolean out = without.contains(folder) || isTemporary(folder);
                        return out && !folder.equals(home.directory())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        String name = name(file);
                        if (!attributes.isRegularFile()) {
                            notes.add("left out, not a regular file: " + file);
                        } else if (!name.startsWith(database)
                                && !file.equals(home.watchLock())
                                && !file.equals(home.heartbeat())
                                && !isTemporary(file)) {
                            files.put(name, file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        if (Files.exists(file)) {
                            throw failure;
                        }
                        return FileVisitResult.CONTINUE; // deleted meanwhile
                    }
                });
    }

    private static boolean isTemporary(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    private String name(Path file) {
        return home.directory().relativize(file).toString().replace('\\', '/');
    }
}
