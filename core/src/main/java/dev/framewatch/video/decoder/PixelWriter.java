package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import java.io.DataOutputStream;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** Converts decoded frames to upright RGB with square pixels and writes them to a stream. */
final class PixelWriter {
    private static final int STRIP_ROWS = 32;

    private final RgbConverter converter = new RgbConverter();
    private byte[] strip = new byte[0];
    private byte[] line = new byte[0];

    /** A frame as RGB before rotation; the pixels are valid until the next conversion. */
    record ConvertedFrame(BytePointer rgb, int stride, OutputSize size, Orientation orientation) {}

    ConvertedFrame convert(AVFrame frame, int longestSide) throws UnsupportedMediaException {
        OutputSize size = outputSize(frame, longestSide);
        RgbConverter.Rgb rgb = converter.convert(frame, size);
        return new ConvertedFrame(rgb.pixels(), rgb.stride(), size, orientation(frame));
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
