package dev.framewatch.video.decoder;

/**
 * The bytes that parent and decoder process exchange: one command, then one answer, big-endian as
 * {@link java.io.DataOutput} writes them. {@link #ALIVE} may come any number of times before an
 * answer.
 */
public final class DecoderProtocol {
    /**
     * Command: open a file. UTF path, double seconds between instants, int longest side, boolean
     * whether there shall be glimpses.
     */
    public static final int OPEN = 'O';

    /** Command: the next instant. */
    public static final int NEXT = 'N';

    /** Command: forget the open file. It is not answered. */
    public static final int CLOSE = 'C';

    /** Greeting: the libraries are loaded, commands may come. */
    public static final int READY = 'R';

    /** Answer to {@link #OPEN}: UTF container, UTF codec, int width, int height, double seconds. */
    public static final int FACTS = 'F';

    /** Answer: nothing can be read. UTF reason. */
    public static final int REFUSED = 'E';

    /**
     * Answer to {@link #NEXT}: double seconds, double seconds decoded so far, int width, int
     * height, then the pixels as packed RGB rows.
     */
    public static final int PICTURE = 'P';

    /**
     * Any number of times before an answer to {@link #NEXT}: a glimpse. Double seconds, byte width,
     * byte height, then one grey byte a pixel, row by row.
     */
    public static final int GLIMPSE = 'g';

    /** Answer to {@link #NEXT}: the last picture again. Double seconds, double decoded so far. */
    public static final int SAME = 'S';

    /** Answer to {@link #NEXT}: the end. Double seconds decoded, UTF what is damaged or empty. */
    public static final int END = 'Z';

    /** A sign of life during long work, about once a second. */
    public static final int ALIVE = '.';

    private DecoderProtocol() {}
}
