package dev.framewatch.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The sampled frames of an animated WebP image, which libav cannot decode. */
final class AnimatedImage implements FrameStream {
    /**
     * Instants at which an image stays on screen: this many per animation and per image. A small
     * file can claim that its images stay for months.
     */
    private static final long MAX_REPEATS = 100_000;

    private static final long MAX_REPEATS_PER_IMAGE = 10;

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
    private long remainingRepeats = MAX_REPEATS;
    private boolean delivered;
    private boolean closed;
    private String problem = "";

    private AnimatedImage(AnimatedWebp animation, Sampling sampling)
            throws UnreadableImageException {
        this.animation = animation;
        this.millis = animation.millis();
        this.sampling = sampling;
        RgbImage first = draw();
        double seconds = millis.stream().mapToLong(Integer::longValue).sum() / 1000.0;
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
            throw new UnreadableImageException(ImageFiles.damage(e));
        }
    }

    /** Draws the next frame and records its display time. */
    private RgbImage draw() throws UnreadableImageException {
        RgbImage image = AreaDownscaler.toLongestSide(animation.next(), sampling.longestSide());
        startMillis = endMillis;
        endMillis += millis.get(drawn++);
        delivered = false;
        remainingRepeats += MAX_REPEATS_PER_IMAGE;
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
        } catch (UnreadableImageException e) {
            return stop(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // malicious bytes
            return stop(ImageFiles.damage(e));
        }
        RgbImage image = current;
        if (atMillis >= endMillis || image == null) {
            closed = true;
            return null;
        }
        if (delivered && remainingRepeats-- == 0) {
            endMillis = atMillis;
            return stop(
                    String.format(
                            Locale.ROOT,
                            "it claims that images stay on screen for very long: scanned up to %.0f"
                                    + " seconds",
                            at));
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

    private @Nullable Frame stop(String reason) {
        problem = reason;
        closed = true;
        return null;
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
    public synchronized String omission() {
        return problem;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
