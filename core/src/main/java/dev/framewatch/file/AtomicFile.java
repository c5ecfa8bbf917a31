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
 * Writes a file so that its name only ever shows the whole content: to a temporary name beside it,
 * synced to the disk, renamed. An interrupted write leaves what was there before.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** What fills the file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * @throws IOException when the disk is full or the folder cannot be written; the temporary file
     *     is gone then and an older file of that name is as it was
     */
    public static void write(Path file, Content content) throws IOException {
        Path folder =
                Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
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

    /** As {@link #write(Path, Content)}, from memory. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }
}
