package dev.framewatch.web.media;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file.
 *
 * @param from first byte
 * @param length number of bytes, at least 1
 */
record ByteRange(long from, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Thrown if no byte of a range exists. */
    static final class UnsatisfiableException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Reads the header {@code Range} (RFC 9110, section 14.2).
     *
     * @param size size of the file
     * @return empty for all of the file: without the header, and for what is not one range
     * @throws UnsatisfiableException if the range is outside of the file
     */
    static Optional<ByteRange> of(@Nullable String header, long size)
            throws UnsatisfiableException {
        Matcher range = ONE.matcher(header == null ? "" : header.strip());
        if (!range.matches()) {
            return Optional.empty();
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty() && last.isEmpty()) {
            return Optional.empty();
        }
        if (first.isEmpty()) {
            long length = Math.min(Long.parseLong(last), size);
            return satisfiable(size - length, length);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        if (!last.isEmpty() && Long.parseLong(last) < from) {
            return Optional.empty();
        }
        return satisfiable(from, to - from + 1);
    }

    private static Optional<ByteRange> satisfiable(long from, long length)
            throws UnsatisfiableException {
        if (length < 1) {
            throw new UnsatisfiableException();
        }
        return Optional.of(new ByteRange(from, length));
    }
}
