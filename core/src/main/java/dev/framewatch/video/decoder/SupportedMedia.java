package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/** The supported containers and codecs; libav is allowed no others. */
final class SupportedMedia {
    /** Self-contained formats: none of them can refer to other files. */
    static final String FORMATS = "mov,matroska,gif,mpegts,avi,asf,flv,mpeg,ogg,apng,j2k_pipe";

    private static final Set<String> CODECS =
            Set.of(
                    "h264",
                    "hevc",
                    "vp8",
                    "vp9",
                    "av1",
                    "mpeg4",
                    "gif",
                    "apng",
                    "jpeg2000", // of the web
                    "mpeg1video",
                    "mpeg2video",
                    "h263",
                    "h263p",
                    "theora", // older ones
                    "flv1",
                    "vp6",
                    "vp6f",
                    "vp6a", // of Flash
                    "wmv1",
                    "wmv2",
                    "wmv3",
                    "vc1",
                    "msmpeg4v1",
                    "msmpeg4v2",
                    "msmpeg4v3",
                    "mjpeg",
                    "prores",
                    "dvvideo",
                    "png",
                    "ffv1"); // of cameras and archives

    /** The names of libav's decoders for these codecs: no other runs while a file is probed. */
    static final String DECODERS =
            "h264,hevc,vp8,libvpx,vp9,libvpx-vp9,av1,libaom-av1,libdav1d,mpeg4,gif,apng,jpeg2000,"
                    + "mpeg1video,mpeg2video,h263,h263p,theora,flv,vp6,vp6f,vp6a,"
                    + "wmv1,wmv2,wmv3,vc1,msmpeg4v1,msmpeg4v2,msmpeg4,"
                    + "mjpeg,prores,dvvideo,png,ffv1";

    private SupportedMedia() {}

    static boolean isSupported(AVCodecParameters parameters) {
        return CODECS.contains(name(parameters));
    }

    static String name(AVCodecParameters parameters) {
        return avcodec_get_name(parameters.codec_id()).getString();
    }

    /** Returns the message for an unsupported codec. */
    static String unsupported(AVCodecParameters parameters) {
        String name =
                parameters.codec_id() == AV_CODEC_ID_NONE
                        ? "'" + fourCharacters(parameters.codec_tag()) + "'"
                        : name(parameters);
        return "a video encoded as %s, which is not supported".formatted(name);
    }

    private static String fourCharacters(int tag) {
        byte[] bytes = {(byte) tag, (byte) (tag >> 8), (byte) (tag >> 16), (byte) (tag >> 24)};
        return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
    }
}
