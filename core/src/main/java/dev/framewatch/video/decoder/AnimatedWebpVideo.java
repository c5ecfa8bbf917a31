package dev.framewatch.video.decoder;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The sampled frames of an animated WebP image, which libav cannot decode. */
final class AnimatedWebpVideo implements OpenMedia {
    // The limits must match those of dev.framewatch.video.FingerprintFrame.
    private static final int FINGERPRINT_SIDE = 128;
    private static final int MAX_FINGERPRINT_FRAMES = 2400;

    /**
     * Instants at which an image stays on screen: this many per animation and per image. A small
     * file can claim that its images stay for months.
     */
    private static final long MAX_REPEATS = 100_000;

    private static final long MAX_REPEATS_PER_IMAGE = 10;

    private final AnimatedWebp animation;
    private final List<Integer> millis;
    private final double intervalSeconds;
    private final int longestSide;
    private final boolean includesFingerprintFrames;
    private final Runnable heartbeat;
    private RgbPixels current;
    private int fingerprintFrameCount;
    private int drawn;
    private long startMillis;
    private long endMillis;
    private long instant;
    private long remainingRepeats = MAX_REPEATS;
    private boolean delivered;
    private boolean ended;
    private String problem = "";

    private AnimatedWebpVideo(
            AnimatedWebp animation,
            double intervalSeconds,
            int longestSide,
            boolean includesFingerprintFrames,
            Runnable heartbeat)
            throws UnsupportedMediaException {
        this.animation = animation;
        this.millis = animation.millis();
        this.intervalSeconds = intervalSeconds;
        this.longestSide = longestSide;
        this.includesFingerprintFrames = includesFingerprintFrames;
        this.heartbeat = heartbeat;
        this.current = draw();
    }

    /** Returns whether a file is an animated WebP image, by its first bytes. */
    static boolean isAnimatedWebp(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(MediaType.HEAD_BYTES);
            // The table of all types is loaded only if need be: that would delay every first video.
            if (!new String(head, StandardCharsets.ISO_8859_1).startsWith("RIFF")) {
                return false;
            }
            MediaType type = MediaType.of(head);
            return type.kind() == MediaType.Kind.VIDEO && type.extension().equals(".webp");
        } catch (IOException e) {
            return false; // opening it reports why
        }
    }

    /**
     * Opens an animation.
     *
     * @throws UnsupportedMediaException if its first frame cannot be read
     */
    static AnimatedWebpVideo open(
            Path file,
            double intervalSeconds,
            int longestSide,
            boolean includesFingerprintFrames,
            Runnable heartbeat)
            throws UnsupportedMediaException {
        try {
            return new AnimatedWebpVideo(
                    new AnimatedWebp(JavaImage.content(file)),
                    intervalSeconds,
                    longestSide,
                    includesFingerprintFrames,
                    heartbeat);
        } catch (RuntimeException e) { // malicious bytes
            throw new UnsupportedMediaException(JavaImageReader.damage(e));
        } catch (OutOfMemoryError e) {
            throw new UnsupportedMediaException(JavaImageReader.TOO_LITTLE_MEMORY);
        }
    }

    /** Draws the next frame and records its display time. */
    private RgbPixels draw() throws UnsupportedMediaException {
        heartbeat.run();
        RgbPixels image = animation.next().shrunkTo(longestSide);
        startMillis = endMillis;
        endMillis += millis.get(drawn++);
        delivered = false;
        remainingRepeats += MAX_REPEATS_PER_IMAGE;
        current = image;
        return image;
    }

    @Override
    public void writeMetadata(DataOutputStream out) throws IOException {
        out.writeUTF("webp");
        out.writeUTF("webp");
        out.writeInt(current.width());
        out.writeInt(current.height());
        out.writeDouble(0);
        out.writeDouble(millis.stream().mapToLong(Integer::longValue).sum() / 1000.0);
        out.writeUTF("");
    }

    @Override
    public void writeNext(PixelWriter pixels, DataOutputStream out) throws IOException {
        double at = instant * intervalSeconds;
        long atMillis = Math.round(1000 * at);
        drawUntil(atMillis);
        if (!ended && atMillis >= endMillis) {
            ended = true;
        }
        if (!ended && delivered && remainingRepeats-- == 0) {
            endMillis = atMillis;
            stop(
                    String.format(
                            Locale.ROOT,
                            "it claims that images stay on screen for very long: scanned up to %.0f"
                                    + " seconds",
                            at));
        }
        if (ended) {
            writeEnd(out);
            return;
        }
        instant++;
        if (delivered) {
            out.writeByte(DecoderProtocol.REPEATED_FRAME);
            out.writeDouble(at);
            out.writeDouble(decodedSeconds());
            return;
        }
        delivered = true;
        writeFrame(out);
    }

    /** Draws the frames that begin up to a time. */
    private void drawUntil(long atMillis) {
        try {
            while (!ended && atMillis >= endMillis && drawn < millis.size()) {
                draw();
            }
        } catch (UnsupportedMediaException e) {
            stop(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // malicious bytes
            stop(JavaImageReader.damage(e));
        } catch (OutOfMemoryError e) {
            stop(JavaImageReader.TOO_LITTLE_MEMORY);
        }
    }

    private void stop(String reason) {
        problem = reason;
        ended = true;
    }

    private void writeFrame(DataOutputStream out) throws IOException {
        double seconds = startMillis / 1000.0;
        RgbPixels image = current;
        if (includesFingerprintFrames && fingerprintFrameCount++ < MAX_FINGERPRINT_FRAMES) {
            RgbPixels small = image.shrunkTo(FINGERPRINT_SIDE);
            out.writeByte(DecoderProtocol.FINGERPRINT_FRAME);
            out.writeDouble(seconds);
            out.writeByte(small.width());
            out.writeByte(small.height());
            out.write(small.grey());
        }
        out.writeByte(DecoderProtocol.FRAME);
        out.writeDouble(seconds);
        out.writeDouble(decodedSeconds());
        out.writeInt(image.width());
        out.writeInt(image.height());
        out.write(image.rgb());
    }

    private void writeEnd(DataOutputStream out) throws IOException {
        out.writeByte(DecoderProtocol.END);
        out.writeDouble(decodedSeconds());
        out.writeUTF(problem);
        out.writeUTF(problem);
    }

    private double decodedSeconds() {
        return endMillis / 1000.0;
    }

    @Override
    public void close() {}
}
