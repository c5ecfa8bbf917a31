package dev.framewatch.desk.alert;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Stores webhook signing keys, one file per channel, in a folder that only its owner can open. */
public final class SecretStore {
    private static final long MAX_BYTES = 1 << 16;

    private final Path folder;

    public SecretStore(Home home) {
        this.folder = home.secrets();
    }

    /** Stores the key of a channel. */
    public void write(String channel, String secret) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        AtomicFile.write(file(channel), secret.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the key of a channel.
     *
     * @throws NoSuchFileException if the channel has no key
     */
    public String read(String channel) throws IOException {
        return BoundedFile.text(file(channel), MAX_BYTES).strip();
    }

    /** Deletes the key of a channel, if any. */
    public void delete(String channel) throws IOException {
        Files.deleteIfExists(file(channel));
    }

    private Path file(String channel) {
        return folder.resolve(channel + ".key");
    }
}
