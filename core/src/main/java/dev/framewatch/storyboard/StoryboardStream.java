package dev.framewatch.storyboard;

import dev.framewatch.video.FingerprintFrame;
import dev.framewatch.video.Frame;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.VideoMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames of a storyboard; damaged ones are skipped. */
final class StoryboardStream implements FrameStream {
    private final Storyboard storyboard;
    private final VideoMetadata metadata;
    private @Nullable JpegImage lastRead;
    private @Nullable RgbImage lastImage;
    private int next;
    private int damaged;
    private double decodedSeconds;
    private volatile boolean closed;

    /**
     * @throws DamagedStoryboardException if all images are damaged
     */
    StoryboardStream(Storyboard storyboard) throws DamagedStoryboardException {
        this.storyboard = storyboard;
        JpegImage first =
                storyboard.frames().stream()
                        .map(StoryboardFrame::image)
                        .filter(image -> image != null)
                        .findFirst()
                        .orElseThrow(() -> new DamagedStoryboardException("it is truncated"));
        this.metadata =
                new VideoMetadata(
                        storyboard.isStills() ? VideoMetadata.STILLS : "storyboard",
                        "mjpeg",
                        first.width(),
                        first.height(),
                        storyboard.startSeconds(),
                        storyboard.seconds());
    }

    @Override
    public VideoMetadata metadata() {
        return metadata;
    }

    @Override
    public double intervalSeconds(double requested) {
        return storyboard.intervalSeconds();
    }

    @Override
    public @Nullable Frame next() throws UnreadableVideoException {
        while (!closed && next < storyboard.frames().size()) {
            StoryboardFrame frame = storyboard.frames().get(next++);
            RgbImage image = image(frame.image());
            if (image != null) {
                decodedSeconds = Math.max(0, frame.seconds() - storyboard.startSeconds());
                return new Frame(frame.seconds(), image);
            }
            damaged++;
        }
        if (lastImage == null) {
            throw new UnreadableVideoException("the storyboard is damaged: no frame is intact");
        }
        decodedSeconds = storyboard.decodedSeconds();
        return null;
    }

    /** Returns the same object for frames that show the same image; null if it is damaged. */
    private @Nullable RgbImage image(@Nullable JpegImage image) {
        if (image == null || image == lastRead) {
            return image == null ? null : lastImage;
        }
        try {
            lastImage = image.decode();
            lastRead = image;
            return lastImage;
        } catch (UnreadableImageException e) {
            return null;
        }
    }

    @Override
    public List<FingerprintFrame> drainFingerprintFrames() {
        return List.of();
    }

    @Override
    public double decodedSeconds() {
        return decodedSeconds;
    }

    @Override
    public String problem() {
        return damaged == 0
                ? ""
                : "%d of %d frames of the storyboard are damaged"
                        .formatted(damaged, storyboard.frames().size());
    }

    @Override
    public String omission() {
        return damaged == 0 ? storyboard.omission() : problem();
    }

    @Override
    public void close() {
        closed = true;
    }
}
