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
    private static final double LONGEST_SECONDS = 48 * 3600;

    /** Headers may be off by this much without the file being cut. */
    private static final double LEAST_SHARE = 0.98;

    private final Container container;
    private final Coverage coverage = new Coverage();
    private final Instants instants;
    private final int longestSide;
    private final Pictures pictures;
    private final @Nullable Glimpses glimpses;
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
            @Nullable Glimpses glimpses,
            Runnable alive)
            throws Refused {
        this.container = container;
        this.instants = new Instants(everySeconds);
        this.longestSide = longestSide;
        this.glimpses = glimpses;
        this.pictures = new Pictures(container, instants, coverage, alive);
        if (!pictures.next(following)) {
            freePictures();
            throw new Refused("none of its pictures can be decoded");
        }
        step();
        instant = instants.before(shownSeconds);
    }

    /** Writes the file's facts, as {@link Wire#FACTS} says. */
    void writeFacts(DataOutputStream out) throws IOException {
        int[] size = PixelWriter.uprightSize(shown, longestSide);
        out.writeUTF(container.name());
        out.writeUTF(container.codec());
        out.writeInt(size[0]);
        out.writeInt(size[1]);
        out.writeDouble(container.seconds());
    }

    /** Writes the answer to {@link Wire#NEXT}. */
    void writeNext(PixelWriter pixels, DataOutputStream out) throws IOException, Refused {
        while (instant >= instantsEnd && !last) {
            step();
        }
        if (glimpses != null) {
            glimpses.write(out);
        }
        if (instant >= instantsEnd) {
            out.writeByte(Wire.END);
            out.writeDouble(coverage.seconds());
            out.writeUTF(damage());
            return;
        }
        if (shownBefore) {
            writeHead(Wire.SAME, instants.seconds(instant), out);
        } else {
            PixelWriter.Converted picture = pixels.convert(shown, longestSide);
            writeHead(Wire.PICTURE, shownSeconds, out);
            pixels.write(picture, out);
            shownBefore = true;
        }
        instant++;
    }

    private void writeHead(int kind, double at, DataOutputStream out) throws IOException {
        out.writeByte(kind);
        out.writeDouble(at);
        out.writeDouble(coverage.seconds());
    }

    /** Makes the following picture the shown one, and finds out until when it stays. */
    private void step() {
        av_frame_unref(shown);
        av_frame_move_ref(shown, following);
        shownSeconds = pictures.seconds(shown);
        shownBefore = false;
        instant = Math.max(instant, instants.from(shownSeconds));
        last = !decodeFollowing();
        double until = last ? endSeconds() : pictures.seconds(following);
        if (until - shownSeconds > LONGEST_SECONDS) {
            failure = "its time stamps jump";
            last = true;
            until = shownSeconds + container.pictureSeconds();
        }
        if (last) {
            coverage.end(until);
        }
        double held =
                coverage.lostSome()
                        ? Math.min(until, shownSeconds + container.pictureSeconds())
                        : until;
        instantsEnd = instants.from(held);
        if (glimpses != null) {
            glimpses.look(shown, shownSeconds, held);
        }
    }

    /** Headers and last time stamps differ by a picture or so in sound files. */
    private double endSeconds() {
        double end = pictures.endSeconds();
        double missing = container.seconds() - end;
        return missing > 0 && missing < 2.5 * container.pictureSeconds() ? end + missing : end;
    }

    private boolean decodeFollowing() {
        try {
            return pictures.next(following);
        } catch (Refused e) {
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
        if (end < LEAST_SHARE * expected) {
            return String.format(Locale.ROOT, "it ends after %.1f of %.1f seconds", end, expected);
        }
        return coverage.everDamaged() ? "parts of it are damaged" : "";
    }

    @Override
    public void close() {
        freePictures();
        container.close();
    }

    private void freePictures() {
        av_frame_free(shown);
        av_frame_free(following);
        pictures.close();
    }
}
