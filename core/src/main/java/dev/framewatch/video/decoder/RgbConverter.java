package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Scales decoded frames and converts them to packed RGB. HDR frames are tone-mapped; of interlaced
 * frames only the top field is used.
 */
final class RgbConverter {
    /** In bytes; swscale warns of a speed loss for unaligned rows. */
    private static final int ROW_ALIGNMENT = 64;

    /** 1.0 in the 16.16 fixed-point format of swscale. */
    private static final int FIXED_POINT_ONE = 1 << 16;

    /** Shorter side of HD video in pixels. Without a colour space it is BT.709, as in players. */
    private static final int HD_LINES = 720;

    private static final int PLANES = 4;

    private final PointerPointer<BytePointer> planes = new PointerPointer<>(PLANES);
    private final IntPointer strides = new IntPointer((long) PLANES);
    private final IntPointer fieldStrides = new IntPointer((long) PLANES);
    private final ToneMapper toneMapper = new ToneMapper();
    private @Nullable SwsContext scaler;
    private @Nullable BytePointer buffer;
    private long capacity;

    /** Packed RGB rows; valid until the next conversion. */
    record Rgb(BytePointer pixels, int stride) {}

    Rgb convert(AVFrame frame, OutputSize size) throws UnsupportedMediaException {
        if (ToneMapper.isHdr(frame)) {
            return toneMapper.convert(frame, size);
        }
        boolean interlaced =
                (frame.flags() & AV_FRAME_FLAG_INTERLACED) != 0 && frame.height() % 4 == 0;
        int height = interlaced ? frame.height() / 2 : frame.height();
        int stride = (3 * size.width() + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
        SwsContext context =
                sws_getCachedContext(
                        scaler,
                        frame.width(),
                        height,
                        frame.format(),
                        size.width(),
                        size.height(),
                        AV_PIX_FMT_RGB24,
                        interlaced ? SWS_BILINEAR : SWS_AREA,
                        null,
                        null,
                        (DoublePointer) null);
        BytePointer target = reserveBuffer((long) stride * (size.height() + 1));
        if (context == null || target == null) {
            throw new UnsupportedMediaException(
                    "its frames cannot be converted: too large, or in an unsupported pixel format");
        }
        scaler = context;
        sws_setColorspaceDetails(
                context,
                sws_getCoefficients(colorSpace(frame)),
                frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0,
                sws_getCoefficients(SWS_CS_DEFAULT),
                1,
                0,
                FIXED_POINT_ONE,
                FIXED_POINT_ONE);
        planes.put(0, target);
        strides.put(0, stride);
        IntPointer lines = interlaced ? fieldStrides(frame) : frame.linesize();
        sws_scale(context, frame.data(), lines, 0, height, planes, strides);
        return new Rgb(target, stride);
    }

    /** Returns the strides that skip every other line, for the field of the even lines. */
    private IntPointer fieldStrides(AVFrame frame) {
        for (int plane = 0; plane < PLANES; plane++) {
            fieldStrides.put(plane, 2 * frame.linesize(plane));
        }
        return fieldStrides;
    }

    private static int colorSpace(AVFrame frame) {
        return switch (frame.colorspace()) {
            case AVCOL_SPC_RGB -> SWS_CS_DEFAULT;
            case AVCOL_SPC_UNSPECIFIED ->
                    Math.min(frame.width(), frame.height()) >= HD_LINES
                            ? SWS_CS_ITU709
                            : SWS_CS_DEFAULT;
            default -> frame.colorspace();
        };
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
}
