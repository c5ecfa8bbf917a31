package dev.framewatch.video;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sampled frames of an animated WebP image, which libav cannot decode. */
final class AnimatedImage implements FrameStream {
    private final AnimatedWebp animation;
    private final List<Integer> millis;
    private final Sampling sampling;
    private final VideoMetadata metadata;
    private final List<FingerprintFrame> fingerprintFrames = new ArrayList<>();
    private int fingerprintFrameCount;
    private @Nullable RgbImage current;
    private int drawn;
    private long startMillis;
    private long endMillis;
    private long instant;
    private boolean delivered;
    private boolean closed;
    private String problem = "";

    private AnimatedImage(AnimatedWebp animation, Sampling sampling)
            throws UnreadableImageException {
        this.animation = animation;
        this.millis = animation.millis();
        this.sampling = sampling;
        RgbImage first = draw();
        double seconds = millis.stream().mapToInt(Integer::intValue).sum() / 1000.0;
        this.metadata =
                new VideoMetadata("webp", "webp", first.width(), first.height(), 0, seconds);
    }

    /**
     * Opens an animated WebP image.
     *
     * @throws UnreadableImageException if its first frame cannot be read
     */
    static AnimatedImage open(byte[] file, Sampling sampling) throws UnreadableImageException {
        try {
            return new AnimatedImage(new AnimatedWebp(file), sampling);
        } catch (RuntimeException e) { // malicious bytes
            throw new UnreadableImageException("damaged image: " + e);
        }
    }

    /** Draws the next frame and records its display time. */
    private RgbImage draw() throws UnreadableImageException {
        RgbImage image = AreaDownscaler.toLongestSide(animation.next(), sampling.longestSide());
        startMillis = endMillis;
        endMillis += millis.get(drawn++);
        delivered = false;
        current = image;
        return image;
    }

    @Override
    public VideoMetadata metadata() {
        return metadata;
    }

    @Override
    public synchronized @Nullable Frame next() {
        if (closed) {
            return null;
        }
        double at = instant * sampling.intervalSeconds();
        long atMillis = Math.round(1000 * at);
        try {
            while (atMillis >= endMillis && drawn < millis.size()) {
                draw();
            }
        } catch (UnreadableImageException | RuntimeException e) {
            problem = String.valueOf(e.getMessage());
            closed = true;
            return null;
        }
        RgbImage image = current;
        if (atMillis >= endMillis || image == null) {
            closed = true;
            return null;
        }
        instant++;
        double seconds = delivered ? at : startMillis / 1000.0;
        if (!delivered
                && sampling.includesFingerprintFrames()
                && fingerprintFrameCount++ < FingerprintFrame.MAX_PER_VIDEO) {
            fingerprintFrames.add(FingerprintFrame.of(seconds, image));
        }
        delivered = true;
        return new Frame(seconds, image);
    }

    @Override
    public synchronized List<FingerprintFrame> drainFingerprintFrames() {
        List<FingerprintFrame> drained = List.copyOf(fingerprintFrames);
        fingerprintFrames.clear();
        return drained;
    }

    @Override
    public synchronized double decodedSeconds() {
        return endMillis / 1000.0;
    }

    @Override
    public synchronized String problem() {
        return problem;
    }

    @Override
    public String omission() {
        return "";
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
