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

/** Turns decoded pictures into upright RGB rows with square pixels and writes them out. */
final class PixelWriter {
    private static final int ROW_ALIGNMENT = 64;
    private static final int STRIP_ROWS = 32;
    private static final int ONE = 1 << 16;

    private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4L);
    private @Nullable SwsContext scaler;
    private @Nullable BytePointer pixels;
    private long capacity;
    private byte[] strip = new byte[0];
    private byte[] line = new byte[0];

    /** A picture as RGB, not yet turned; its pixels stay valid until the next conversion. */
    record Converted(BytePointer rgb, int stride, OutputSize size, Orientation orientation) {}

    Converted convert(AVFrame frame, int longestSide) throws UnsupportedMediaException {
        OutputSize size = geometry(frame, longestSide);
        int stride = (3 * size.width() + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
        return new Converted(convert(frame, size, stride), stride, size, orientation(frame));
    }

    /** Writes width, height and the pixels of the upright picture. */
    void write(Converted picture, DataOutputStream out) throws IOException {
        OutputSize size = picture.size();
        Orientation orientation = picture.orientation();
        boolean turned = orientation.transposed();
        out.writeInt(turned ? size.height() : size.width());
        out.writeInt(turned ? size.width() : size.height());
        if (turned) {
            writeTransposed(picture, out);
        } else {
            writeRows(picture, out);
        }
    }

    /** The size of the upright picture that {@link #write} makes, as width and height. */
    static int[] uprightSize(AVFrame frame, int longestSide) {
        OutputSize size = geometry(frame, longestSide);
        return orientation(frame).transposed()
                ? new int[] {size.height(), size.width()}
                : new int[] {size.width(), size.height()};
    }

    static OutputSize geometry(AVFrame frame, int longestSide) {
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
        BytePointer target = buffer((long) stride * (size.height() + 1));
        if (context == null || target == null) {
            throw new UnsupportedMediaException(
                    "its pictures cannot be converted: too large, or of an odd format");
        }
        scaler = context;
        boolean unspecified =
                frame.colorspace() == AVCOL_SPC_UNSPECIFIED || frame.colorspace() == AVCOL_SPC_RGB;
        sws_setColorspaceDetails(
                context,
                sws_getCoefficients(unspecified ? SWS_CS_DEFAULT : frame.colorspace()),
                frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0,
                sws_getCoefficients(SWS_CS_DEFAULT),
                1,
                0,
                ONE,
                ONE);
        planes.put(0, target);
        strides.put(0, stride);
        sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
        return target;
    }

    private @Nullable BytePointer buffer(long bytes) {
        BytePointer current = pixels;
        if (current == null || capacity < bytes) {
            if (current != null) {
                av_free(current.position(0));
            }
            current = new BytePointer(av_malloc(bytes));
            pixels = current.isNull() ? null : current.capacity(bytes);
            capacity = current.isNull() ? 0 : bytes;
        }
        return pixels == null ? null : pixels.position(0);
    }

    private void writeRows(Converted picture, DataOutputStream out) throws IOException {
        OutputSize size = picture.size();
        Orientation way = picture.orientation();
        int row = 3 * size.width();
        reserve(row, row);
        for (int y = 0; y < size.height(); y++) {
            int from = way.flipped() ? size.height() - 1 - y : y;
            picture.rgb().position((long) from * picture.stride()).get(line, 0, row);
            if (way.mirrored()) {
                for (int x = 0; x < row; x += 3) {
                    copyPixel(line, x, strip, row - 3 - x);
                }
                out.write(strip, 0, row);
            } else {
                out.write(line, 0, row);
            }
        }
    }

    /** Some rows of the result at a time, so that the memory they touch stays small. */
    private void writeTransposed(Converted picture, DataOutputStream out) throws IOException {
        OutputSize size = picture.size();
        Orientation way = picture.orientation();
        int row = 3 * size.height();
        reserve(STRIP_ROWS * row, 3 * STRIP_ROWS);
        for (int top = 0; top < size.width(); top += STRIP_ROWS) {
            int rows = Math.min(STRIP_ROWS, size.width() - top);
            int from = way.flipped() ? size.width() - top - rows : top;
            for (int x = 0; x < size.height(); x++) {
                int sourceRow = way.mirrored() ? size.height() - 1 - x : x;
                long start = (long) sourceRow * picture.stride() + 3L * from;
                picture.rgb().position(start).get(line, 0, 3 * rows);
                for (int i = 0; i < rows; i++) {
                    int y = way.flipped() ? rows - 1 - i : i;
                    copyPixel(line, 3 * i, strip, y * row + 3 * x);
                }
            }
            out.write(strip, 0, rows * row);
        }
    }

    private void reserve(int stripBytes, int lineBytes) {
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
