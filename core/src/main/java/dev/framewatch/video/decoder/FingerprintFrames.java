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
 * Collects small greyscale frames, up to four per second, from frames that are decoded anyway. Each
 * carries the presentation time of its frame.
 */
final class FingerprintFrames {
    // The limits must match those of dev.framewatch.video.FingerprintFrame.
    private static final double INTERVAL_SECONDS = 0.25;
    private static final int MAX_SIDE = 128;
    private static final int MAX_PER_VIDEO = 2400;
    private static final int STRIDE = 128;

    /** 1.0 in the 16.16 fixed-point format of swscale. */
    private static final int FIXED_POINT_ONE = 1 << 16;

    private final SamplingGrid samplingGrid = new SamplingGrid(INTERVAL_SECONDS);
    private final BytePointer pixels = new BytePointer((long) STRIDE * (MAX_SIDE + 1));
    private final byte[] scaledPixels = new byte[STRIDE * MAX_SIDE];
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4L);
    private final List<GreyFrame> pending = new ArrayList<>();
    private @Nullable SwsContext scaler;
    private int frameCount;

    private record GreyFrame(double seconds, int width, int height, byte[] grey) {}

    /** Resets the collector for a new video. */
    FingerprintFrames reset() {
        pending.clear();
        frameCount = 0;
        return this;
    }

    /** Adds a frame if it is on screen at a sampling instant; ignores it otherwise. */
    void offer(AVFrame frame, double from, double until) {
        if (samplingGrid.firstAtOrAfter(from) < samplingGrid.firstAtOrAfter(until)
                && frameCount < MAX_PER_VIDEO) {
            OutputSize size = PixelWriter.outputSize(frame, MAX_SIDE);
            if (scale(frame, size)) {
                frameCount++;
                pending.add(upright(from, size, PixelWriter.orientation(frame)));
            }
        }
    }

    /**
     * Writes the frames collected since the last call, as specified by {@link
     * DecoderProtocol#FINGERPRINT_FRAME}.
     */
    void write(DataOutputStream out) throws IOException {
        for (GreyFrame frame : pending) {
            out.writeByte(DecoderProtocol.FINGERPRINT_FRAME);
            out.writeDouble(frame.seconds);
            out.writeByte(frame.width);
            out.writeByte(frame.height);
            out.write(frame.grey);
        }
        pending.clear();
    }

    private GreyFrame upright(double seconds, OutputSize size, Orientation orientation) {
        int width = orientation.transposed() ? size.height() : size.width();
        int height = orientation.transposed() ? size.width() : size.height();
        pixels.position(0).get(scaledPixels);
        byte[] grey = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int row = orientation.flipped() ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                int column = orientation.mirrored() ? width - 1 - x : x;
                int index =
                        orientation.transposed() ? column * STRIDE + row : row * STRIDE + column;
                grey[y * width + x] = scaledPixels[index];
            }
        }
        return new GreyFrame(seconds, width, height, grey);
    }

    /** Scales a frame down to grey; returns false if its format cannot be converted. */
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
                FIXED_POINT_ONE,
                FIXED_POINT_ONE);
        planes.put(0, pixels);
        strides.put(0, STRIDE);
        sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
        return true;
    }
}
