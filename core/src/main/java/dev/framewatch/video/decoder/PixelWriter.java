package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.io.DataOutputStream;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Converts decoded frames to upright RGB with square pixels and writes them to a stream. */
final class PixelWriter {
    /** In bytes; swscale warns of a speed loss for unaligned rows. */
    private static final int ROW_ALIGNMENT = 64;

    private static final int STRIP_ROWS = 32;

    /** 1.0 in the 16.16 fixed-point format of swscale. */
    private static final int FIXED_POINT_ONE = 1 << 16;

    private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4L);
    private @Nullable SwsContext scaler;
    private @Nullable BytePointer buffer;
    private long capacity;
    private byte[] strip = new byte[0];
    private byte[] line = new byte[0];

    /** A frame as RGB before rotation; the pixels are valid until the next conversion. */
    record ConvertedFrame(BytePointer rgb, int stride, OutputSize size, Orientation orientation) {}

    ConvertedFrame convert(AVFrame frame, int longestSide) throws UnsupportedMediaException {
        OutputSize size = outputSize(frame, longestSide);
        int stride = (3 * size.width() + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
        return new ConvertedFrame(convert(frame, size, stride), stride, size, orientation(frame));
    }

    /** Writes width, height and pixels of the upright image. */
    void write(ConvertedFrame frame, DataOutputStream out) throws IOException {
        OutputSize size = frame.size();
        Orientation orientation = frame.orientation();
        boolean transposed = orientation.transposed();
        out.writeInt(transposed ? size.height() : size.width());
        out.writeInt(transposed ? size.width() : size.height());
        if (transposed) {
            writeTransposed(frame, out);
        } else {
            writeRows(frame, out);
        }
    }

    /** Returns width and height of the upright image that {@link #write} writes. */
    static int[] uprightSize(AVFrame frame, int longestSide) {
        OutputSize size = outputSize(frame, longestSide);
        return orientation(frame).transposed()
                ? new int[] {size.height(), size.width()}
                : new int[] {size.width(), size.height()};
    }

    static OutputSize outputSize(AVFrame frame, int longestSide) {
        return OutputSize.of(
                frame.width(), frame.height(), frame.sample_aspect_ratio(), longestSide);
    }

    static Orientation orientation(AVFrame frame) {
        AVFrameSideData matrix = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        return matrix == null ? Orientation.UPRIGHT : Orientation.of(new IntPointer(matrix.data()));
    }

    private BytePointer convert(AVFrame frame, OutputSize size, int stride)
            throws UnsupportedMediaException {
        SwsContext context =
                sws_getCachedContext(
                        scaler,
                        frame.width(),
                        frame.height(),
                        frame.format(),
                        size.width(),
                        size.height(),
                        AV_PIX_FMT_RGB24,
                        SWS_AREA,
                        null,
                        null,
                        (DoublePointer) null);
        BytePointer target = reserveBuffer((long) stride * (size.height() + 1));
        if (context == null || target == null) {
            throw new UnsupportedMediaException(
                    "its frames cannot be converted: too large, or in an unsupported pixel format");
        }
        scaler = context;
        boolean unknownColorSpace =
                frame.colorspace() == AVCOL_SPC_UNSPECIFIED || frame.colorspace() == AVCOL_SPC_RGB;
        sws_setColorspaceDetails(
                context,
                sws_getCoefficients(unknownColorSpace ? SWS_CS_DEFAULT : frame.colorspace()),
                frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0,
                sws_getCoefficients(SWS_CS_DEFAULT),
                1,
                0,
                FIXED_POINT_ONE,
                FIXED_POINT_ONE);
        planes.put(0, target);
        strides.put(0, stride);
        sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
        return target;
    }

    private @Nullable BytePointer reserveBuffer(long bytes) {
        BytePointer current = buffer;
        if (current == null || capacity < bytes) {
            if (current != null) {
                av_free(current.position(0));
            }
            current = new BytePointer(av_malloc(bytes));
            buffer = current.isNull() ? null : current.capacity(bytes);
            capacity = current.isNull() ? 0 : bytes;
        }
        return buffer == null ? null : buffer.position(0);
    }

    private void writeRows(ConvertedFrame frame, DataOutputStream out) throws IOException {
        OutputSize size = frame.size();
        Orientation orientation = frame.orientation();
        int row = 3 * size.width();
        reserveRows(row, row);
        for (int y = 0; y < size.height(); y++) {
            int from = orientation.flipped() ? size.height() - 1 - y : y;
            frame.rgb().position((long) from * frame.stride()).get(line, 0, row);
            if (orientation.mirrored()) {
                for (int x = 0; x < row; x += 3) {
                    copyPixel(line, x, strip, row - 3 - x);
                }
                out.write(strip, 0, row);
            } else {
                out.write(line, 0, row);
            }
        }
    }

    /** Writes the transposed image in strips of rows, to touch little memory at a time. */
    private void writeTransposed(ConvertedFrame frame, DataOutputStream out) throws IOException {
        OutputSize size = frame.size();
        Orientation orientation = frame.orientation();
        int row = 3 * size.height();
        reserveRows(STRIP_ROWS * row, 3 * STRIP_ROWS);
        for (int top = 0; top < size.width(); top += STRIP_ROWS) {
            int rows = Math.min(STRIP_ROWS, size.width() - top);
            int from = orientation.flipped() ? size.width() - top - rows : top;
            for (int x = 0; x < size.height(); x++) {
                int sourceRow = orientation.mirrored() ? size.height() - 1 - x : x;
                long start = (long) sourceRow * frame.stride() + 3L * from;
                frame.rgb().position(start).get(line, 0, 3 * rows);
                for (int i = 0; i < rows; i++) {
                    int y = orientation.flipped() ? rows - 1 - i : i;
                    copyPixel(line, 3 * i, strip, y * row + 3 * x);
                }
            }
            out.write(strip, 0, rows * row);
        }
    }

    private void reserveRows(int stripBytes, int lineBytes) {
        if (strip.length < stripBytes) {
            strip = new byte[stripBytes];
        }
        if (line.length < lineBytes) {
            line = new byte[lineBytes];
        }
    }

    private static void copyPixel(byte[] source, int from, byte[] target, int to) {
        target[to] = source[from];
        target[to + 1] = source[from + 1];
        target[to + 2] = source[from + 2];
    }
}
