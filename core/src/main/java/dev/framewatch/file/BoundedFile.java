package dev.framewatch.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads whole files, up to a limit that is checked before memory is taken. It also holds for what
 * states no size, such as a device, or grows while it is read.
 */
public final class BoundedFile {
    private BoundedFile() {}

    /**
     * Reads a file.
     *
     * @param maxBytes maximum size in bytes, less than 2 GB
     * @throws FileTooLargeException if it is larger
     */
    public static byte[] bytes(Path file, long maxBytes) throws IOException {
        if (Files.size(file) > maxBytes) {
            throw new FileTooLargeException(file, maxBytes);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Math.toIntExact(maxBytes + 1));
            if (bytes.length > maxBytes) {
                throw new FileTooLargeException(file, maxBytes);
            }
            return bytes;
        }
    }

    /**
     * Reads a text file in UTF-8.
     *
     * @throws FileTooLargeException if it is larger
     * @throws CharacterCodingException if it is not UTF-8
     */
    public static String text(Path file, long maxBytes) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(file, maxBytes));
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }
}
