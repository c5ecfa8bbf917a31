package dev.framewatch.desk.backup;

import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An open backup file; untrusted until each of its files has been compared with its hash. */
final class BackupFile implements AutoCloseable {
    private final Path file;
    private final ZipFile zip;
    private final BackupManifest manifest;

    private BackupFile(Path file, ZipFile zip, BackupManifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens a backup file.
     *
     * @throws NotFoundException if there is no such file
     * @throws RefusedException if it is not a backup, or was cut off
     */
    static BackupFile open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NotFoundException("no such file: " + file);
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new RefusedException(
                    "%s is not a backup, or is incomplete: %s".formatted(file, e.getMessage()));
        }
        try {
            return new BackupFile(file, zip, manifest(file, zip));
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static BackupManifest manifest(Path file, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(BackupManifest.NAME);
        if (entry == null) {
            throw new RefusedException(
                    "%s is not a backup: it has no %s".formatted(file, BackupManifest.NAME));
        }
        BackupManifest manifest;
        try (InputStream in = zip.getInputStream(entry)) {
            manifest = BackupManifest.of(in.readNBytes(BackupManifest.MAX_BYTES));
        } catch (RefusedException e) {
            throw new RefusedException("%s: %s".formatted(file, e.getMessage()));
        }
        int listed = manifest.files().size() + 1;
        if (zip.size() != listed) {
            throw new RefusedException(
                    "%s holds %d files, but lists %d".formatted(file, zip.size(), listed));
        }
        return manifest;
    }

    BackupManifest manifest() {
        return manifest;
    }

    /**
     * Reads every file and compares it with its hash.
     *
     * @throws RefusedException if one differs or is missing
     */
    static void verify(Path file) throws IOException {
        try (BackupFile backup = open(file)) {
            for (BackupManifest.Entry entry : backup.manifest.files()) {
                backup.copy(entry, OutputStream.nullOutputStream());
            }
        }
    }

    /**
     * Copies a file.
     *
     * @throws RefusedException if it is missing or differs from its hash
     */
    void copy(BackupManifest.Entry entry, OutputStream out) throws IOException {
        ZipEntry stored = zip.getEntry(entry.path());
        if (stored == null) {
            throw damaged(entry, "is missing");
        }
        try (InputStream in = zip.getInputStream(stored)) {
            if (!Sha256.copy(in, out).equals(entry.sha256())) {
                throw damaged(entry, "has changed");
            }
        } catch (ZipException e) {
            throw damaged(entry, "cannot be read");
        }
    }

    private RefusedException damaged(BackupManifest.Entry entry, String how) {
        return new RefusedException(
                "%s is damaged: '%s' %s; use another backup".formatted(file, entry.path(), how));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
