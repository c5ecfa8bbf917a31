package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_IEC61966_2_1;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_remove_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.jspecify.annotations.Nullable;

/**
 * Converts HDR frames (PQ and HLG, ITU-R BT.2100) to sRGB with swscale's frame interface, which
 * maps tones; its other interface does not.
 */
final class ToneMapper {
    private @Nullable SwsContext context;
    private @Nullable AVFrame target;

    static boolean isHdr(AVFrame frame) {
        return frame.color_trc() == AVCOL_TRC_SMPTE2084
                || frame.color_trc() == AVCOL_TRC_ARIB_STD_B67;
    }

    RgbConverter.Rgb convert(AVFrame frame, OutputSize size) throws UnsupportedMediaException {
        SwsContext scaler = context;
        if (scaler == null) {
            scaler = sws_alloc_context();
            scaler.flags(SWS_AREA);
            scaler.threads(1);
            context = scaler;
        }
        AVFrame rgb = reserveFrame(size);
        // Its peak changes from frame to frame, and each change rebuilds the tables.
        av_frame_remove_side_data(frame, AV_FRAME_DATA_DYNAMIC_HDR_PLUS);
        if (rgb == null || sws_scale_frame(scaler, rgb, frame) < 0) {
            throw new UnsupportedMediaException("its HDR frames cannot be converted");
        }
        return new RgbConverter.Rgb(rgb.data(0), rgb.linesize(0));
    }

    private @Nullable AVFrame reserveFrame(OutputSize size) {
        AVFrame frame = target;
        if (frame == null) {
            frame = av_frame_alloc();
            target = frame;
        }
        if (frame.width() != size.width() || frame.height() != size.height()) {
            av_frame_unref(frame);
            frame.width(size.width());
            frame.height(size.height());
            frame.format(AV_PIX_FMT_RGB24);
            frame.colorspace(AVCOL_SPC_RGB);
            frame.color_range(AVCOL_RANGE_JPEG);
            frame.color_primaries(AVCOL_PRI_BT709);
            frame.color_trc(AVCOL_TRC_IEC61966_2_1);
            if (av_frame_get_buffer(frame, 0) < 0) {
                av_frame_unref(frame);
                return null;
            }
        }
        return frame;
    }
}
