package dev.framewatch.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes files atomically: to a temporary file in the same folder, which is synced to disk and then
 * renamed. Readers see either the complete new content or the previous content; an interrupted
 * write leaves the previous content in place.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file atomically, replacing an existing one. Creates missing parent folders.
     *
     * @throws IOException if the disk is full or the folder is not writable; the temporary file is
     *     then deleted and an existing file of that name is unchanged
     */
    public static void write(Path file, Content content) throws IOException {
        Path folder =
                Objects.requireNonNull(
                        file.toAbsolutePath().getParent(), "the file has no parent folder");
        Files.createDirectories(folder);
        Path temporary =
                folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            DurableFiles.publish(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Writes a byte array as {@link #write(Path, Content)} does. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }
}
