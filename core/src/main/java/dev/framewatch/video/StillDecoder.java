package dev.framewatch.video;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads images in formats that Java has no readers for, in a decoder process of its own. It starts
 * with the first such image and ends with this process.
 */
final class StillDecoder {
    /** 24 megapixels at 3:2, like {@link ImageFiles}. */
    private static final Sampling SAMPLING = new Sampling(1, 6000);

    private static @Nullable VideoDecoder decoder;

    private StillDecoder() {}

    /**
     * Reads an image.
     *
     * @throws UnreadableImageException if it is damaged, exceeds a limit, or its codec is not
     *     supported
     */
    static synchronized StillImage read(Path file) throws UnreadableImageException {
        if (decoder == null) {
            decoder = new VideoDecoder();
        }
        try (FrameStream frames = decoder.openInProcess(file, SAMPLING)) {
            Frame frame = frames.next();
            if (frame != null) {
                frames.next(); // the omission is complete after the last frame
                return new StillImage(frame.image(), frames.omission());
            }
            throw new UnreadableImageException("damaged image: " + frames.problem());
        } catch (UnreadableVideoException e) {
            throw new UnreadableImageException(String.valueOf(e.getMessage()));
        }
    }
}
