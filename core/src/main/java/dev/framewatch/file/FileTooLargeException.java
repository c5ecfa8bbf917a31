package dev.framewatch.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file is larger than anything of its kind can be. */
public final class FileTooLargeException extends IOException {
    private static final long serialVersionUID = 1;
    private static final int UNIT = 1024;

    FileTooLargeException(Path file, long maxBytes) {
        super("%s is larger than %s".formatted(file, size(maxBytes)));
    }

    /** Returns a number of bytes in the largest unit in which it is a whole number. */
    private static String size(long bytes) {
        if (bytes % (UNIT * UNIT) == 0) {
            return bytes / (UNIT * UNIT) + " MB";
        }
        return bytes % UNIT == 0 ? bytes / UNIT + " kB" : bytes + " bytes";
    }
}
