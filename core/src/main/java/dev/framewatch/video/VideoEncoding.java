package dev.framewatch.video;

import java.util.Map;

/**
 * How a {@link VideoWriter} writes.
 *
 * @param coding how pictures are coded
 * @param picturesPerSecond the usual rate, above 0: it sets how long the last picture stays and how
 *     many bits each may take, not when pictures are shown
 * @param quarterTurns how often a player has to turn the pictures clockwise, 0 to 3; mp4 and mov
 * @param pixelAspect width of a pixel divided by its height, above 0
 * @param options further options of libav's encoder and muxer by their names
 */
public record VideoEncoding(
        Coding coding,
        double picturesPerSecond,
        int quarterTurns,
        double pixelAspect,
        Map<String, String> options) {

    /** Codings for which libav as bundled has an encoder. */
    public enum Coding {
        /** H.264, with OpenH264. */
        H264("libopenh264", "rc_mode=bitrate"),
        /** MPEG-4 part 2. */
        MPEG4("mpeg4", ""),
        /** VP9, with libvpx. */
        VP9("libvpx-vp9", "deadline=realtime:cpu-used=8"),
        /** AV1, with libaom. */
        AV1("libaom-av1", "usage=realtime:cpu-used=8"),
        /** Animated GIF: 256 colours, times in hundredths of a second. */
        GIF("gif", "");

        private final String encoder;
        private final String options;

        Coding(String encoder, String options) {
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
        if (!(picturesPerSecond > 0 && picturesPerSecond <= 1000)) {
            throw new IllegalArgumentException(
                    "a clip cannot have " + picturesPerSecond + " pictures a second");
        }
        if (quarterTurns < 0 || quarterTurns > 3) {
            throw new IllegalArgumentException("0 to 3 quarter turns, not " + quarterTurns);
        }
        if (!(pixelAspect > 0.01 && pixelAspect < 100)) {
            throw new IllegalArgumentException("pixels cannot be " + pixelAspect + " : 1");
        }
        options = Map.copyOf(options);
    }

    /** Upright, with square pixels. */
    public static VideoEncoding of(Coding coding, double picturesPerSecond) {
        return new VideoEncoding(coding, picturesPerSecond, 0, 1, Map.of());
    }
}
