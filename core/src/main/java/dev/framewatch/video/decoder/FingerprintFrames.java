package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Small grey pictures, a few each second, of what is decoded anyway: nothing is decoded for them.
 * They carry the time at which their picture appeared.
 */
final class FingerprintFrames {
    private static final double EVERY_SECONDS = 0.25;
    private static final int MAX_SIDE = 128;
    private static final int MAX = 2400;
    private static final int STRIDE = 128;
    private static final int ONE = 1 << 16;

    private final SamplingGrid samplingGrid = new SamplingGrid(EVERY_SECONDS);
    private final BytePointer pixels = new BytePointer((long) STRIDE * (MAX_SIDE + 1));
    private final byte[] stored = new byte[STRIDE * MAX_SIDE];
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4L);
    private final List<GreyFrame> waiting = new ArrayList<>();
    private @Nullable SwsContext scaler;
    private int seen;

    private record GreyFrame(double seconds, int width, int height, byte[] grey) {}

    /** Starts a new video. */
    FingerprintFrames forNext() {
        waiting.clear();
        seen = 0;
        return this;
    }

    /** Takes a picture that is on screen at an instant; others are passed over. */
    void look(AVFrame frame, double from, double until) {
        if (samplingGrid.from(from) < samplingGrid.from(until) && seen < MAX) {
            OutputSize size = PixelWriter.geometry(frame, MAX_SIDE);
            if (scale(frame, size)) {
                seen++;
                waiting.add(upright(from, size, PixelWriter.orientation(frame)));
            }
        }
    }

    /** Writes what was taken since the last time, as {@link DecoderProtocol#GLIMPSE} says. */
    void write(DataOutputStream out) throws IOException {
        for (GreyFrame glimpse : waiting) {
            out.writeByte(DecoderProtocol.GLIMPSE);
            out.writeDouble(glimpse.seconds);
            out.writeByte(glimpse.width);
            out.writeByte(glimpse.height);
            out.write(glimpse.grey);
        }
        waiting.clear();
    }

    private GreyFrame upright(double seconds, OutputSize size, Orientation way) {
        int width = way.transposed() ? size.height() : size.width();
        int height = way.transposed() ? size.width() : size.height();
        pixels.position(0).get(stored);
        byte[] grey = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int row = way.flipped() ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                int column = way.mirrored() ? width - 1 - x : x;
                int at = way.transposed() ? column * STRIDE + row : row * STRIDE + column;
                grey[y * width + x] = stored[at];
            }
        }
        return new GreyFrame(seconds, width, height, grey);
    }

    /** False for a picture that cannot be converted: it has no glimpse. */
    private boolean scale(AVFrame frame, OutputSize size) {
        SwsContext context =
                sws_getCachedContext(
                        scaler,
                        frame.width(),
                        frame.height(),
                        frame.format(),
                        size.width(),
                        size.height(),
                        AV_PIX_FMT_GRAY8,
                        SWS_AREA,
                        null,
                        null,
                        (DoublePointer) null);
        if (context == null) {
            return false;
        }
        scaler = context;
        sws_setColorspaceDetails(
                context,
                sws_getCoefficients(SWS_CS_DEFAULT),
                frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0,
                sws_getCoefficients(SWS_CS_DEFAULT),
                1,
                0,
                ONE,
                ONE);
        planes.put(0, pixels);
        strides.put(0, STRIDE);
        sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
        return true;
    }
}
