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
 * One open video, read instant by instant: at each instant the picture that is on screen then. It
 * decodes one picture further than it shows, to know until when the shown one stays.
 */
final class SampledVideo implements AutoCloseable {
    /** A pause longer than this between two pictures is an error in the file, not a still. */
    private static final double MAX_SECONDS = 48 * 3600;

    /** Headers may be off by this much without the file being cut. */
    private static final double MIN_SHARE = 0.98;

    private final Container container;
    private final DecodedTime decodedTime = new DecodedTime();
    private final SamplingGrid samplingGrid;
    private final int longestSide;
    private final FrameDecoder frameDecoder;
    private final @Nullable FingerprintFrames fingerprintFrames;
    private AVFrame shown = av_frame_alloc();
    private AVFrame following = av_frame_alloc();
    private double shownSeconds;
    private boolean shownBefore;
    private boolean last;
    private String failure = "";
    private long instant;
    private long instantsEnd;

    /** Decodes the first picture; the container is this object's from then on. */
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
        if (!frameDecoder.next(following)) {
            freePictures();
            throw new UnsupportedMediaException("none of its pictures can be decoded");
        }
        step();
        instant = samplingGrid.before(shownSeconds);
    }

    /** Writes the file's facts, as {@link DecoderProtocol#FACTS} says. */
    void writeFacts(DataOutputStream out) throws IOException {
        int[] size = PixelWriter.uprightSize(shown, longestSide);
        out.writeUTF(container.name());
        out.writeUTF(container.codec());
        out.writeInt(size[0]);
        out.writeInt(size[1]);
        out.writeDouble(container.seconds());
    }

    /** Writes the answer to {@link DecoderProtocol#NEXT}. */
    void writeNext(PixelWriter pixels, DataOutputStream out)
            throws IOException, UnsupportedMediaException {
        while (instant >= instantsEnd && !last) {
            step();
        }
        if (fingerprintFrames != null) {
            fingerprintFrames.write(out);
        }
        if (instant >= instantsEnd) {
            out.writeByte(DecoderProtocol.END);
            out.writeDouble(decodedTime.seconds());
            out.writeUTF(damage());
            return;
        }
        if (shownBefore) {
            writeHead(DecoderProtocol.SAME, samplingGrid.seconds(instant), out);
        } else {
            PixelWriter.Converted picture = pixels.convert(shown, longestSide);
            writeHead(DecoderProtocol.PICTURE, shownSeconds, out);
            pixels.write(picture, out);
            shownBefore = true;
        }
        instant++;
    }

    private void writeHead(int kind, double at, DataOutputStream out) throws IOException {
        out.writeByte(kind);
        out.writeDouble(at);
        out.writeDouble(decodedTime.seconds());
    }

    /** Makes the following picture the shown one, and finds out until when it stays. */
    private void step() {
        av_frame_unref(shown);
        av_frame_move_ref(shown, following);
        shownSeconds = frameDecoder.seconds(shown);
        shownBefore = false;
        instant = Math.max(instant, samplingGrid.from(shownSeconds));
        last = !decodeFollowing();
        double until = last ? endSeconds() : frameDecoder.seconds(following);
        if (until - shownSeconds > MAX_SECONDS) {
            failure = "its time stamps jump";
            last = true;
            until = shownSeconds + container.pictureSeconds();
        }
        if (last) {
            decodedTime.end(until);
        }
        double held =
                decodedTime.lostSome()
                        ? Math.min(until, shownSeconds + container.pictureSeconds())
                        : until;
        instantsEnd = samplingGrid.from(held);
        if (fingerprintFrames != null) {
            fingerprintFrames.look(shown, shownSeconds, held);
        }
    }

    /** Headers and last time stamps differ by a picture or so in sound files. */
    private double endSeconds() {
        double end = frameDecoder.endSeconds();
        double missing = container.seconds() - end;
        return missing > 0 && missing < 2.5 * container.pictureSeconds() ? end + missing : end;
    }

    private boolean decodeFollowing() {
        try {
            return frameDecoder.next(following);
        } catch (UnsupportedMediaException e) {
            failure = String.valueOf(e.getMessage());
            return false;
        }
    }

    private String damage() {
        if (!failure.isEmpty()) {
            return failure;
        }
        double expected = container.seconds();
        double end = endSeconds();
        if (end < MIN_SHARE * expected) {
            return String.format(Locale.ROOT, "it ends after %.1f of %.1f seconds", end, expected);
        }
        return decodedTime.everDamaged() ? "parts of it are damaged" : "";
    }

    @Override
    public void close() {
        freePictures();
        container.close();
    }

    private void freePictures() {
        av_frame_free(shown);
        av_frame_free(following);
        frameDecoder.close();
    }
}
