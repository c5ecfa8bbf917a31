package dev.framewatch.video;

import dev.framewatch.video.decoder.MediaType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A photo taken by a phone with a short video appended to the file. */
final class MotionPhoto {
    private static final Set<String> EXTENSIONS = Set.of(".jpg", ".heic");
    private static final List<String> BRANDS = List.of("mp4", "iso", "qt  ", "avc1", "M4V ");
    private static final byte[] FTYP = "ftyp".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MAX_FTYP_BYTES = 256;

    private MotionPhoto() {}

    /**
     * Copies the video to a temporary file, which the caller deletes.
     *
     * @return the copy; null if there is no video in the file
     * @throws IOException if it cannot be read or copied
     */
    static @Nullable Path copyVideo(Path photo) throws IOException {
        if (!EXTENSIONS.contains(MediaType.of(photo).extension())) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = ImageFiles.readBytes(photo);
        } catch (UnreadableImageException e) {
            throw new IOException(e.getMessage(), e);
        }
        int start = videoOffset(bytes);
        if (start < 0) {
            return null;
        }
        Path copy = Files.createTempFile("motion", ".mp4");
        try (var out = Files.newOutputStream(copy)) {
            out.write(bytes, start, bytes.length - start);
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
        return copy;
    }

    /**
     * Returns where the video starts: the {@code ftyp} box of an MP4 or QuickTime file that is not
     * the beginning of the file itself; -1 if there is none.
     */
    static int videoOffset(byte[] file) {
        for (int at = 2 * FTYP.length; at + 8 <= file.length; at++) {
            if (file[at] == 'f'
                    && file[at + 1] == 't'
                    && file[at + 2] == 'y'
                    && file[at + 3] == 'p'
                    && isVideoBox(file, at - 4)) {
                return at - 4;
            }
        }
        return -1;
    }

    private static boolean isVideoBox(byte[] file, int start) {
        int length = ByteBuffer.wrap(file).getInt(start);
        String brand = new String(file, start + 8, 4, StandardCharsets.ISO_8859_1);
        return length >= 8
                && length <= MAX_FTYP_BYTES
                && BRANDS.stream().anyMatch(brand::startsWith);
    }
}
