package dev.framewatch.desk.alert.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Locates evidence frames. Frames deleted after their retention period are omitted.
 *
 * @param home base of relative paths
 */
record EvidenceFrames(Path home) {
    private static final int MAX_BYTES = 5_000_000;

    /** Returns the path of a frame if the file exists. */
    Optional<Path> path(@Nullable String frame) {
        if (frame == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(home.resolve(frame).toAbsolutePath()).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Returns the content of a frame if it is a JPEG of at most 5 MB. */
    Optional<byte[]> jpeg(@Nullable String frame) {
        return path(frame).map(EvidenceFrames::read).filter(EvidenceFrames::isJpeg);
    }

    private static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            return bytes.length > MAX_BYTES ? new byte[0] : bytes;
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static boolean isJpeg(byte[] bytes) {
        return bytes.length > 3
                && (bytes[0] & 0xFF) == 0xFF
                && (bytes[1] & 0xFF) == 0xD8
                && (bytes[2] & 0xFF) == 0xFF;
    }
}
