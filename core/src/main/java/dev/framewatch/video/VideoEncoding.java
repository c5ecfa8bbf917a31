package dev.framewatch.video;

import java.util.Map;

/**
 * Encoding settings of a {@link VideoWriter}.
 *
 * @param codec video codec
 * @param framesPerSecond nominal frame rate, above 0 and at most 1000; determines the duration of
 *     the last frame and the bit rate, but not when frames are shown
 * @param quarterTurns clockwise rotation by the player in steps of 90 degrees, 0 to 3; MP4 and MOV
 *     only
 * @param pixelAspectRatio pixel aspect ratio (width divided by height), above 0.01 and below 100
 * @param options further options of libav's encoder and muxer, keyed by name
 */
public record VideoEncoding(
        Codec codec,
        double framesPerSecond,
        int quarterTurns,
        double pixelAspectRatio,
        Map<String, String> options) {

    /** Codecs for which the bundled libav has an encoder. */
    public enum Codec {
        /** H.264, with OpenH264. */
        H264("libopenh264", "rc_mode=bitrate"),
        /** MPEG-4 part 2. */
        MPEG4("mpeg4", ""),
        /** VP9, with libvpx. */
        VP9("libvpx-vp9", "deadline=realtime:cpu-used=8"),
        /** AV1, with libaom. */
        AV1("libaom-av1", "usage=realtime:cpu-used=8"),
        /** Animated GIF: 256 colours, frame times in units of 10 ms. */
        GIF("gif", "");

        private final String encoder;
        private final String options;

        Codec(String encoder, String options) {
            this.encoder = encoder;
            this.options = options;
        }

        String encoder() {
            return encoder;
        }

        String options() {
            return options;
        }
    }

    public VideoEncoding {
        if (!(framesPerSecond > 0 && framesPerSecond <= 1000)) {
            throw new IllegalArgumentException(
                    "invalid frame rate: " + framesPerSecond + " frames per second");
        }
        if (quarterTurns < 0 || quarterTurns > 3) {
            throw new IllegalArgumentException(
                    "the number of quarter turns must be 0 to 3, not " + quarterTurns);
        }
        if (!(pixelAspectRatio > 0.01 && pixelAspectRatio < 100)) {
            throw new IllegalArgumentException("invalid pixel aspect ratio: " + pixelAspectRatio);
        }
        options = Map.copyOf(options);
    }

    /** Returns an encoding without rotation and with square pixels. */
    public static VideoEncoding of(Codec codec, double framesPerSecond) {
        return new VideoEncoding(codec, framesPerSecond, 0, 1, Map.of());
    }
}
