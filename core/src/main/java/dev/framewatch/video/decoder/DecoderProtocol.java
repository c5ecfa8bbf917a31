package dev.framewatch.video.decoder;

/**
 * The protocol between parent and decoder process: each command is followed by one response,
 * big-endian as written by {@link java.io.DataOutput}. Any number of {@link #HEARTBEAT} may precede
 * a response. Field types below are those of {@code DataOutput}'s methods.
 */
public final class DecoderProtocol {
    /**
     * Command: open a file. UTF path, double sampling interval in seconds, int longest side,
     * boolean whether to send fingerprint frames, boolean whether to read key frames only.
     */
    public static final int OPEN = 'O';

    /**
     * Command: open an image that Java has a reader for, as a video of one frame. UTF path, int
     * page, int longest side; if the path is empty, int length and the bytes of the file.
     */
    public static final int OPEN_IMAGE = 'I';

    /** Command: send the frame at the next sampling instant. */
    public static final int NEXT = 'N';

    /** Command: close the open file. Has no response. */
    public static final int CLOSE = 'C';

    /** Greeting: the native libraries are loaded and commands are accepted. */
    public static final int READY = 'R';

    /**
     * Response to {@link #OPEN} and {@link #OPEN_IMAGE}: UTF container, UTF codec, int width, int
     * height, double start in seconds, double duration in seconds, UTF description of what will be
     * skipped, or empty.
     */
    public static final int METADATA = 'F';

    /** Response: nothing can be read. UTF reason. */
    public static final int ERROR = 'E';

    /**
     * Response to {@link #NEXT}: a new frame. Double time in seconds, double seconds decoded so
     * far, int width, int height, then the pixels as packed RGB rows.
     */
    public static final int FRAME = 'P';

    /**
     * A fingerprint frame; any number may precede a response to {@link #NEXT}. Double time in
     * seconds, byte width, byte height, then one grey byte per pixel, row-major.
     */
    public static final int FINGERPRINT_FRAME = 'g';

    /**
     * Response to {@link #NEXT}: the previous image again. Double time in seconds, double seconds
     * decoded so far.
     */
    public static final int REPEATED_FRAME = 'S';

    /**
     * Response to {@link #NEXT}: end of the video. Double seconds decoded, UTF description of the
     * problem, or empty, UTF description of what was skipped, or empty.
     */
    public static final int END = 'Z';

    /** Heartbeat during long operations, about once a second. */
    public static final int HEARTBEAT = '.';

    private DecoderProtocol() {}
}
