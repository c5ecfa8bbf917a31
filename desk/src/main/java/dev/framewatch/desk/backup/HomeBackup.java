package dev.framewatch.desk.backup;

import dev.framewatch.desk.store.Database;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.PrivateFolder;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a home folder to one backup file, which gets its name only after it has been read again
 * and found complete. The folder may be watched meanwhile.
 */
public final class HomeBackup {
    private static final Set<String> COMPRESSIBLE = Set.of("db", "json", "jsonl", "txt", "yaml");

    private HomeBackup() {}

    /**
     * A finished backup.
     *
     * @param files number of files in it
     * @param bytes size of the backup file
     * @param notes what was left out, for users
     */
    public record Summary(int files, long bytes, List<String> notes) {
        public Summary {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Writes a backup.
     *
     * @param database database of the home folder
     * @param file backup file, which must not exist; only its owner can read it
     * @param withMedia whether to include fetched media
     * @param version version of Framewatch
     * @throws ConflictException if the file exists
     * @throws RefusedException if the file is in the home folder, or the database is damaged
     * @throws IOException if something cannot be read or written; no file is left then
     */
    public static Summary write(
            Home home, Database database, Path file, boolean withMedia, String version, Instant now)
            throws IOException {
        Path target = file.toAbsolutePath().normalize();
        if (target.startsWith(home.directory().toAbsolutePath().normalize())) {
            throw new RefusedException(
                    "%s is in the home folder; choose a place outside it".formatted(target));
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new ConflictException(target + " exists already; choose another name");
        }
        Path folder = Objects.requireNonNull(target.getParent());
        Files.createDirectories(folder);
        Path scratch = home.directory().resolve(".backup-" + UUID.randomUUID());
        Path unfinished =
                folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            PrivateFolder.create(scratch);
            HomeSnapshot snapshot = HomeSnapshot.take(home, database, scratch, withMedia);
            List<BackupManifest.Entry> stored =
                    write(snapshot, unfinished, withMedia, version, now);
            BackupFile.verify(unfinished);
            DurableFiles.publish(unfinished, target);
            return new Summary(stored.size(), Files.size(target), snapshot.notes());
        } finally {
            Files.deleteIfExists(unfinished);
            DurableFiles.deleteTree(scratch);
        }
    }

    private static List<BackupManifest.Entry> write(
            HomeSnapshot snapshot, Path file, boolean withMedia, String version, Instant now)
            throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownerOnly(file))) {
            ZipOutputStream zip =
                    new ZipOutputStream(
                            new BufferedOutputStream(Channels.newOutputStream(channel)),
                            StandardCharsets.UTF_8);
            List<BackupManifest.Entry> stored = new ArrayList<>();
            for (Map.Entry<String, Path> one : snapshot.files().entrySet()) {
                store(zip, one.getKey(), one.getValue(), stored);
            }
            zip.setLevel(Deflater.DEFAULT_COMPRESSION);
            zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
            zip.write(
                    new BackupManifest(
                                    BackupManifest.FORMAT,
                                    version,
                                    now.toString(),
                                    withMedia,
                                    stored)
                            .json());
            zip.closeEntry();
            zip.finish();
            zip.flush();
            channel.force(true);
            return stored;
        }
    }

    private static void store(
            ZipOutputStream zip, String name, Path file, List<BackupManifest.Entry> stored)
            throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            zip.setLevel(
                    COMPRESSIBLE.contains(name.substring(name.lastIndexOf('.') + 1))
                            ? Deflater.DEFAULT_COMPRESSION
                            : Deflater.NO_COMPRESSION);
            ZipEntry entry = new ZipEntry(name);
            zip.putNextEntry(entry);
            String sha256 = Sha256.copy(in, zip);
            zip.closeEntry();
            stored.add(new BackupManifest.Entry(name, sha256, entry.getSize()));
        } catch (NoSuchFileException e) {
            return; // the watch has deleted it meanwhile
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
