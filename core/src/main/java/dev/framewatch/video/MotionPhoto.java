package dev.framewatch.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A photo taken by a phone with a short video appended to the file: yields the photo, then the
 * frames of the video. Each is independent, like stills.
 */
final class MotionPhoto implements FrameStream {
    private static final List<String> BRANDS = List.of("mp4", "iso", "qt  ", "avc1", "M4V ");
    private static final byte[] FTYP = "ftyp".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MAX_FTYP_BYTES = 256;

    private final FrameStream photo;
    private final @Nullable FrameStream video;
    private final Path videoFile;
    private final String omission;
    private final VideoMetadata metadata;
    private boolean inVideo;

    /**
     * @param omission why there are no frames of the video
     */
    private MotionPhoto(
            FrameStream photo, @Nullable FrameStream video, Path videoFile, String omission) {
        this.photo = photo;
        this.video = video;
        this.videoFile = videoFile;
        this.omission = omission;
        VideoMetadata still = photo.metadata();
        double seconds = video == null ? 0 : video.metadata().seconds();
        this.metadata =
                new VideoMetadata(
                        still.container(),
                        still.codec(),
                        still.width(),
                        still.height(),
                        0,
                        still.seconds() + seconds);
    }

    /** Opens a file in the decoder process. */
    @FunctionalInterface
    interface VideoOpener {
        FrameStream open(Path file) throws UnreadableVideoException;
    }

    /**
     * Returns the photo with its video, or the photo itself if there is none in it.
     *
     * @param photo the opened photo, closed with the result
     * @throws UnreadableVideoException if the file cannot be read, or the video not be copied out
     *     of it
     */
    static FrameStream of(Path file, FrameStream photo, VideoOpener opener)
            throws UnreadableVideoException {
        try {
            byte[] bytes = ImageFiles.readBytes(file);
            int start = videoOffset(bytes);
            if (start < 0) {
                return photo;
            }
            return open(photo, copy(bytes, start), opener);
        } catch (IOException | UnreadableImageException e) {
            throw new UnreadableVideoException("its video cannot be read: " + e.getMessage());
        }
    }

    private static Path copy(byte[] bytes, int start) throws IOException {
        Path copy = Files.createTempFile("motion", ".mp4");
        try (var out = Files.newOutputStream(copy)) {
            out.write(bytes, start, bytes.length - start);
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
        return copy;
    }

    /** Returns whether there is a video in an image file. */
    static boolean hasVideo(Path file) throws UnreadableImageException {
        return videoOffset(ImageFiles.readBytes(file)) >= 0;
    }

    private static MotionPhoto open(FrameStream photo, Path copy, VideoOpener opener) {
        try {
            return new MotionPhoto(photo, opener.open(copy), copy, "");
        } catch (UnreadableVideoException e) {
            String reason = "the video within the photo cannot be read: " + e.getMessage();
            return new MotionPhoto(photo, null, copy, reason);
        }
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

    @Override
    public VideoMetadata metadata() {
        return metadata;
    }

    @Override
    public @Nullable Frame next() throws UnreadableVideoException {
        if (!inVideo) {
            Frame still = photo.next();
            if (still != null) {
                return still;
            }
            inVideo = true;
        }
        Frame frame = video == null ? null : video.next();
        return frame == null
                ? null
                : new Frame(photo.metadata().seconds() + frame.seconds(), frame.image());
    }

    /** Returns those of the video only, which re-uploads of the post have in common. */
    @Override
    public List<FingerprintFrame> drainFingerprintFrames() {
        List<FingerprintFrame> ofPhoto = photo.drainFingerprintFrames();
        return video == null ? ofPhoto : video.drainFingerprintFrames();
    }

    @Override
    public double decodedSeconds() {
        return photo.decodedSeconds() + (video == null ? 0 : video.decodedSeconds());
    }

    @Override
    public String problem() {
        return video == null || !photo.problem().isEmpty() ? photo.problem() : video.problem();
    }

    @Override
    public String omission() {
        return video == null ? omission : video.omission();
    }

    @Override
    public void close() {
        photo.close();
        if (video != null) {
            video.close();
        }
        try {
            Files.deleteIfExists(videoFile);
        } catch (IOException _) {
            // the system empties the folder for temporary files
        }
    }
}
