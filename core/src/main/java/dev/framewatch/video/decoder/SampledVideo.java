package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * An open video, sampled at regular instants: each yields the frame on screen; of key frames only,
 * each that is on screen at an instant is yielded once. Decodes one frame ahead, to know how long
 * the current one stays on screen.
 */
final class SampledVideo implements OpenMedia {
    /**
     * Maximum number of repetitions of an image, per video and per frame. A small file can claim
     * that its frames stay on screen for years.
     */
    private static final long MAX_REPEATS = 100_000;

    private static final long MAX_REPEATS_PER_FRAME = 10;

    /** Maximum total duration, in seconds, of frames dropped because of their timestamps. */
    private static final double MAX_LOST_SECONDS = 0.5;

    private final Container container;
    private final DecodedTime decodedTime = new DecodedTime();
    private final SamplingGrid samplingGrid;
    private final int longestSide;
    private final FrameDecoder frameDecoder;
    private final @Nullable FingerprintFrames fingerprintFrames;
    private final boolean keyFramesOnly;
    private AVFrame currentFrame = av_frame_alloc();
    private AVFrame followingFrame = av_frame_alloc();
    private double currentSeconds;
    private boolean currentWritten;
    private boolean isLastFrame;
    private String failure = "";
    private long remainingRepeats = MAX_REPEATS;
    private long nextInstant;
    private long endInstant;
    private long writtenFrames;

    /** Decodes the first frame. Takes ownership of the container if it succeeds. */
    SampledVideo(
            Container container,
            double everySeconds,
            int longestSide,
            @Nullable FingerprintFrames fingerprintFrames,
            boolean keyFramesOnly,
            Runnable alive)
            throws UnsupportedMediaException {
        this.container = container;
        this.samplingGrid = new SamplingGrid(everySeconds);
        this.longestSide = longestSide;
        this.fingerprintFrames = fingerprintFrames;
        this.keyFramesOnly = keyFramesOnly;
        this.frameDecoder =
                new FrameDecoder(container, samplingGrid, decodedTime, keyFramesOnly, alive);
        try {
            if (!frameDecoder.next(followingFrame)) {
                throw new UnsupportedMediaException(
                        container.encryptedShare() > 0
                                ? Encryption.MESSAGE
                                : "none of its %sframes can be decoded"
                                        .formatted(keyFramesOnly ? "key " : ""));
            }
        } catch (UnsupportedMediaException e) {
            freeFrames();
            throw e;
        }
        advance();
        nextInstant = samplingGrid.lastAtOrBefore(currentSeconds);
        endInstant = Math.max(endInstant, nextInstant + 1); // even if it is shown for no time
    }

    @Override
    public void writeMetadata(DataOutputStream out) throws IOException {
        int[] size = PixelWriter.uprightSize(currentFrame, longestSide);
        out.writeUTF(container.name());
        out.writeUTF(container.codec());
        out.writeInt(size[0]);
        out.writeInt(size[1]);
        out.writeDouble(frameDecoder.firstSeconds());
        out.writeDouble(container.seconds());
        out.writeUTF(omission());
    }

    @Override
    public void writeNext(PixelWriter pixels, DataOutputStream out)
            throws IOException, UnsupportedMediaException {
        while (nextInstant >= endInstant && !isLastFrame) {
            advance();
        }
        if (nextInstant < endInstant && currentWritten && remainingRepeats-- == 0) {
            failure =
                    String.format(
                            Locale.ROOT,
                            "its timestamps claim that images stay on screen for very long: scanned"
                                    + " up to %.0f seconds",
                            samplingGrid.seconds(nextInstant));
            endInstant = nextInstant;
            isLastFrame = true;
        }
        if (fingerprintFrames != null) {
            fingerprintFrames.write(out);
        }
        if (nextInstant >= endInstant) {
            out.writeByte(DecoderProtocol.END);
            out.writeDouble(decodedSeconds());
            out.writeUTF(problem());
            out.writeUTF(omission());
            return;
        }
        if (currentWritten) {
            writeHeader(DecoderProtocol.REPEATED_FRAME, samplingGrid.seconds(nextInstant), out);
        } else {
            PixelWriter.ConvertedFrame converted = pixels.convert(currentFrame, longestSide);
            writeHeader(DecoderProtocol.FRAME, currentSeconds, out);
            pixels.write(converted, out);
            currentWritten = true;
            writtenFrames++;
        }
        nextInstant = keyFramesOnly ? endInstant : nextInstant + 1;
    }

    private void writeHeader(int kind, double at, DataOutputStream out) throws IOException {
        out.writeByte(kind);
        out.writeDouble(at);
        out.writeDouble(decodedSeconds());
    }

    private double decodedSeconds() {
        if (keyFramesOnly) {
            return Math.min(decodedTime.seconds(), writtenFrames * container.averageFrameSeconds());
        }
        double seconds = decodedTime.seconds();
        return failure.isEmpty()
                ? seconds
                : Math.min(
                        seconds, samplingGrid.seconds(nextInstant) - frameDecoder.firstSeconds());
    }

    /** Advances to the following frame and determines how long it stays on screen. */
    private void advance() {
        av_frame_unref(currentFrame);
        av_frame_move_ref(currentFrame, followingFrame);
        currentSeconds = frameDecoder.frameSeconds();
        currentWritten = false;
        remainingRepeats += MAX_REPEATS_PER_FRAME;
        nextInstant = Math.max(nextInstant, samplingGrid.firstAtOrAfter(currentSeconds));
        isLastFrame = !decodeFollowing();
        double until = isLastFrame ? frameDecoder.endSeconds() : frameDecoder.frameSeconds();
        if (isLastFrame) {
            decodedTime.end(until);
        }
        double held =
                decodedTime.hasLoss()
                        ? container.averageFrameSeconds()
                        : DecodedTime.MAX_HOLD_SECONDS;
        double shownUntil = Math.min(until, currentSeconds + held);
        endInstant = samplingGrid.firstAtOrAfter(shownUntil);
        if (fingerprintFrames != null) {
            fingerprintFrames.offer(currentFrame, currentSeconds, shownUntil);
        }
    }

    private boolean decodeFollowing() {
        try {
            return frameDecoder.next(followingFrame);
        } catch (UnsupportedMediaException e) {
            failure = String.valueOf(e.getMessage());
            return false;
        }
    }

    private String problem() {
        if (!failure.isEmpty()) {
            return failure;
        }
        double expected = container.seconds();
        double length = frameDecoder.endSeconds() - frameDecoder.firstSeconds();
        if (length < StreamLength.MIN_COMPLETE_RATIO * expected) {
            return String.format(
                    Locale.ROOT, "it ends after %.1f of %.1f seconds", length, expected);
        }
        return decodedTime.isDamaged() ? "partly damaged" : omission();
    }

    /** Returns which intact parts are skipped; empty if none. */
    private String omission() {
        if (!failure.isEmpty()) {
            return failure;
        }
        if (container.encryptedShare() > 0) {
            return "a part of it is encrypted, which is not read";
        }
        if (decodedTime.unseenSeconds() > MAX_LOST_SECONDS) {
            return String.format(
                    Locale.ROOT,
                    "its timestamps leave %.0f seconds without a picture",
                    decodedTime.unseenSeconds());
        }
        int lost = frameDecoder.outOfOrderCount();
        if (lost * container.averageFrameSeconds() > MAX_LOST_SECONDS) {
            return "%d of its frames have times before those of earlier frames".formatted(lost);
        }
        if (container.unreadBytes() > 0) {
            return String.format(
                    Locale.ROOT, "its last %,d bytes were not scanned", container.unreadBytes());
        }
        int others = container.otherVideoStreamCount();
        return switch (others) {
            case 0 -> "";
            case 1 -> "it has a second video track, which was not scanned";
            default -> "it has %d more video tracks, which were not scanned".formatted(others);
        };
    }

    @Override
    public void close() {
        freeFrames();
        container.close();
    }

    private void freeFrames() {
        av_frame_free(currentFrame);
        av_frame_free(followingFrame);
        frameDecoder.close();
    }
}
