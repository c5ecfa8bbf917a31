package dev.framewatch.video.decoder;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the DURATION tag of a Matroska stream, such as {@code 00:01:06.500000000}. */
final class DurationTag {
    private static final Pattern CLOCK =
            Pattern.compile("(\\d{1,9}):(\\d\\d):(\\d\\d(?:\\.\\d{1,9})?)");

    private DurationTag() {}

    /** Returns the duration in seconds; 0 if the text has another form. */
    static double seconds(String text) {
        Matcher clock = CLOCK.matcher(text.strip());
        return clock.matches()
                ? 3600.0 * Integer.parseInt(clock.group(1))
                        + 60.0 * Integer.parseInt(clock.group(2))
                        + Double.parseDouble(clock.group(3))
                : 0;
    }
}
