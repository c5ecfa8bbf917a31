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
 * An open video, sampled at regular instants: each yields the frame on screen. Decodes one frame
 * ahead, to know how long the current one stays on screen.
 */
final class SampledVideo implements OpenMedia {
    /**
     * Maximum gap between two frames in seconds; a longer one is considered an error in the file.
     */
    private static final double MAX_GAP_SECONDS = 48 * 3600;

    /**
     * Minimum ratio of actual to declared duration for a file to count as complete; headers are
     * inexact.
     */
    private static final double MIN_DURATION_RATIO = 0.98;

    private final Container container;
    private final DecodedTime decodedTime = new DecodedTime();
    private final SamplingGrid samplingGrid;
    private final int longestSide;
    private final FrameDecoder frameDecoder;
    private final @Nullable FingerprintFrames fingerprintFrames;
    private AVFrame currentFrame = av_frame_alloc();
    private AVFrame followingFrame = av_frame_alloc();
    private double currentSeconds;
    private boolean currentWritten;
    private boolean isLastFrame;
    private String failure = "";
    private long nextInstant;
    private long endInstant;

    /** Decodes the first frame. Takes ownership of the container if it succeeds. */
    SampledVideo(
            Container container,
            double everySeconds,
            int longestSide,
            @Nullable FingerprintFrames fingerprintFrames,
            Runnable alive)
            throws UnsupportedMediaException {
        this.container = container;
        this.samplingGrid = new SamplingGrid(everySeconds);
        this.longestSide = longestSide;
        this.fingerprintFrames = fingerprintFrames;
        this.frameDecoder = new FrameDecoder(container, samplingGrid, decodedTime, alive);
        if (!frameDecoder.next(followingFrame)) {
            freeFrames();
            throw new UnsupportedMediaException("none of its frames can be decoded");
        }
        advance();
        nextInstant = samplingGrid.lastAtOrBefore(currentSeconds);
    }

    @Override
    public void writeMetadata(DataOutputStream out) throws IOException {
        int[] size = PixelWriter.uprightSize(currentFrame, longestSide);
        out.writeUTF(container.name());
        out.writeUTF(container.codec());
        out.writeInt(size[0]);
        out.writeInt(size[1]);
        out.writeDouble(container.seconds());
    }

    @Override
    public void writeNext(PixelWriter pixels, DataOutputStream out)
            throws IOException, UnsupportedMediaException {
        while (nextInstant >= endInstant && !isLastFrame) {
            advance();
        }
        if (fingerprintFrames != null) {
            fingerprintFrames.write(out);
        }
        if (nextInstant >= endInstant) {
            out.writeByte(DecoderProtocol.END);
            out.writeDouble(decodedTime.seconds());
            out.writeUTF(problem());
            return;
        }
        if (currentWritten) {
            writeHeader(DecoderProtocol.REPEATED_FRAME, samplingGrid.seconds(nextInstant), out);
        } else {
            PixelWriter.ConvertedFrame converted = pixels.convert(currentFrame, longestSide);
            writeHeader(DecoderProtocol.FRAME, currentSeconds, out);
            pixels.write(converted, out);
            currentWritten = true;
        }
        nextInstant++;
    }

    private void writeHeader(int kind, double at, DataOutputStream out) throws IOException {
        out.writeByte(kind);
        out.writeDouble(at);
        out.writeDouble(decodedTime.seconds());
    }

    /** Advances to the following frame and determines how long it stays on screen. */
    private void advance() {
        av_frame_unref(currentFrame);
        av_frame_move_ref(currentFrame, followingFrame);
        currentSeconds = frameDecoder.seconds(currentFrame);
        currentWritten = false;
        nextInstant = Math.max(nextInstant, samplingGrid.firstAtOrAfter(currentSeconds));
        isLastFrame = !decodeFollowing();
        double until = isLastFrame ? endSeconds() : frameDecoder.seconds(followingFrame);
        if (until - currentSeconds > MAX_GAP_SECONDS) {
            failure = "its timestamps are discontinuous";
            isLastFrame = true;
            until = currentSeconds + container.averageFrameSeconds();
        }
        if (isLastFrame) {
            decodedTime.end(until);
        }
        double shownUntil =
                decodedTime.hasLoss()
                        ? Math.min(until, currentSeconds + container.averageFrameSeconds())
                        : until;
        endInstant = samplingGrid.firstAtOrAfter(shownUntil);
        if (fingerprintFrames != null) {
            fingerprintFrames.offer(currentFrame, currentSeconds, shownUntil);
        }
    }

    /**
     * Returns the end of the video in seconds. Header and last timestamp differ by about a frame
     * even in intact files.
     */
    private double endSeconds() {
        double end = frameDecoder.endSeconds();
        double missing = container.seconds() - end;
        return missing > 0 && missing < 2.5 * container.averageFrameSeconds() ? end + missing : end;
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
        double end = endSeconds();
        if (end < MIN_DURATION_RATIO * expected) {
            return String.format(Locale.ROOT, "it ends after %.1f of %.1f seconds", end, expected);
        }
        return decodedTime.isDamaged() ? "partly damaged" : "";
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
