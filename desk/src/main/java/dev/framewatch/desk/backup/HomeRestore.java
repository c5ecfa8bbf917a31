package dev.framewatch.desk.backup;

import dev.framewatch.desk.store.Database;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.PrivateFolder;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Restores a home folder from a backup file. The folder appears at once and complete, after every
 * file and the database have been checked, or not at all.
 */
public final class HomeRestore {
    private HomeRestore() {}

    /**
     * A restored home folder.
     *
     * @param files number of its files
     * @param createdAt time of the backup, ISO 8601
     * @param media whether the backup included fetched media
     */
    public record Summary(int files, String createdAt, boolean media) {}

    /**
     * Restores a home folder.
     *
     * @param home folder to create; it must not exist or be empty
     * @param file backup file
     * @param also updates the restored database before the folder appears
     * @throws ConflictException if the home folder is in use
     * @throws RefusedException if the file is not a backup or is damaged
     * @throws IOException if something cannot be written; nothing is left then
     */
    public static Summary read(Home home, Path file, Consumer<Database> also) throws IOException {
        Path target = home.directory().toAbsolutePath().normalize();
        Path folder = Objects.requireNonNull(target.getParent());
        Path unfinished = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID());
        try (BackupFile backup = BackupFile.open(file)) {
            requireUnused(home);
            Files.createDirectories(folder);
            PrivateFolder.create(unfinished);
            for (BackupManifest.Entry entry : backup.manifest().files()) {
                unpack(backup, entry, unfinished);
            }
            Home restored = home.withDirectory(unfinished);
            if (!Database.isIn(restored)) {
                throw new RefusedException(file + " is not a backup: it has no database");
            }
            PrivateFolder.create(restored.secrets());
            PrivateFolder.create(restored.media());
            PrivateFolder.create(restored.evidence());
            try (Database database = Database.open(restored)) {
                database.check();
                also.accept(database);
            }
            DurableFiles.deleteTree(home.crashes());
            Files.deleteIfExists(target);
            DurableFiles.publish(unfinished, target);
            BackupManifest manifest = backup.manifest();
            return new Summary(manifest.files().size(), manifest.createdAt(), manifest.media());
        } finally {
            DurableFiles.deleteTree(unfinished);
        }
    }

    /** Details of crashes do not count: they may come from the attempt to restore. */
    private static void requireUnused(Home home) throws IOException {
        Path target = home.directory();
        if (!Files.exists(target)) {
            return;
        }
        List<Path> present;
        try (Stream<Path> all = Files.list(target)) {
            present = all.filter(path -> !path.equals(home.crashes())).limit(1).toList();
        }
        if (!present.isEmpty()) {
            throw new ConflictException(
                    "%s is not empty; move it away or choose another home folder, since nothing is"
                                    .formatted(target)
                            + " overwritten");
        }
    }

    private static void unpack(BackupFile backup, BackupManifest.Entry entry, Path folder)
            throws IOException {
        Path file = folder.resolve(entry.path()).normalize();
        if (!file.startsWith(folder)) {
            throw new RefusedException("'%s' leads out of the home folder".formatted(entry.path()));
        }
        AtomicFile.write(file, out -> backup.copy(entry, out));
    }
}
