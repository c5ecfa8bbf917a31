package dev.framewatch.learn.augment;

import dev.framewatch.file.DurableFiles;
import dev.framewatch.video.Frame;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies H.264 compression artefacts to an image: encodes it as a clip of one frame and decodes
 * it, with the encoder and decoder used for all clips. Safe for use by several threads, which take
 * turns at decoding.
 */
final class VideoCompression implements AutoCloseable {
    private static final int MIN_SIDE = 16;

    private @Nullable VideoDecoder decoder;
    private @Nullable Path folder;

    /**
     * Returns the image after encoding and decoding, without its last row or column if their number
     * is odd; the image itself if a side is shorter than the encoder's minimum, 16 pixels.
     *
     * @param quantiser 22 to 51
     */
    RgbImage h264(RgbImage image, int quantiser) {
        if (Math.min(image.width(), image.height()) < MIN_SIDE) {
            return image;
        }
        RgbImage even = new CropRect(0, 0, image.width() & ~1, image.height() & ~1).of(image);
        try {
            Path clip = folder().resolve(UUID.randomUUID() + ".mp4");
            try {
                write(even, quantiser, clip);
                return read(clip);
            } finally {
                Files.deleteIfExists(clip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode an image as H.264", e);
        } catch (UnreadableVideoException e) {
            throw new IllegalStateException("cannot read an encoded clip", e);
        }
    }

    private static void write(RgbImage image, int quantiser, Path clip) throws IOException {
        String limit = Integer.toString(quantiser);
        VideoEncoding format =
                new VideoEncoding(
                        VideoEncoding.Codec.H264, 1, 0, 1, Map.of("qmin", limit, "qmax", limit));
        try (VideoWriter writer = new VideoWriter(clip, image.width(), image.height(), format)) {
            writer.add(image, 0);
            writer.finish();
        }
    }

    private synchronized RgbImage read(Path clip) throws UnreadableVideoException {
        VideoDecoder reading = decoder;
        if (reading == null) {
            reading = new VideoDecoder();
            decoder = reading;
        }
        try (FrameStream stream = reading.open(clip, Sampling.every(1))) {
            Frame frame = stream.next();
            if (frame == null) {
                throw new UnreadableVideoException("it is empty");
            }
            return frame.image();
        }
    }

    private synchronized Path folder() throws IOException {
        Path made = folder;
        if (made == null) {
            made = Files.createTempDirectory("framewatch-copies");
            folder = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (decoder != null) {
            decoder.close();
        }
        if (folder != null) {
            try {
                DurableFiles.deleteTree(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete a temporary folder", e);
            }
        }
    }
}
