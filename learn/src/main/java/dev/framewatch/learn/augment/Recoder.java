package dev.framewatch.learn.augment;

import dev.framewatch.file.DurableFile;
import dev.framewatch.video.ClipFormat;
import dev.framewatch.video.ClipWriter;
import dev.framewatch.video.Frame;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.Picture;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableVideo;
import dev.framewatch.video.VideoDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What H.264 leaves of a picture: it is written as a clip of one picture and read back, with the
 * same encoder and decoder as any clip. Several threads may call; they take turns at decoding.
 */
final class Recoder implements AutoCloseable {
    private static final int LEAST_SIDE = 16;

    private @Nullable VideoDecoder decoder;
    private @Nullable Path folder;

    /**
     * The picture, less its last row or column where their number is odd; itself when a side is
     * shorter than the encoder takes, 16 pixels.
     *
     * @param quantiser 22 to 51
     */
    Picture h264(Picture picture, int quantiser) {
        if (Math.min(picture.width(), picture.height()) < LEAST_SIDE) {
            return picture;
        }
        Picture even = new Cut(0, 0, picture.width() & ~1, picture.height() & ~1).of(picture);
        try {
            Path clip = folder().resolve(UUID.randomUUID() + ".mp4");
            try {
                write(even, quantiser, clip);
                return read(clip);
            } finally {
                Files.deleteIfExists(clip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be coded as H.264", e);
        } catch (UnreadableVideo e) {
            throw new IllegalStateException("a clip of our own making cannot be read", e);
        }
    }

    private static void write(Picture picture, int quantiser, Path clip) throws IOException {
        String limit = Integer.toString(quantiser);
        ClipFormat format =
                new ClipFormat(
                        ClipFormat.Coding.H264, 1, 0, 1, Map.of("qmin", limit, "qmax", limit));
        try (ClipWriter writer = new ClipWriter(clip, picture.width(), picture.height(), format)) {
            writer.add(picture, 0);
            writer.finish();
        }
    }

    private synchronized Picture read(Path clip) throws UnreadableVideo {
        VideoDecoder reading = decoder;
        if (reading == null) {
            reading = new VideoDecoder();
            decoder = reading;
        }
        try (FrameStream stream = reading.open(clip, Sampling.every(1))) {
            Frame frame = stream.next();
            if (frame == null) {
                throw new UnreadableVideo("nothing in it");
            }
            return frame.picture();
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
                DurableFile.deleteTree(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("a temporary folder cannot be removed", e);
            }
        }
    }
}
