package dev.framewatch.learn.dataset;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.file.BoundedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a CSV file, checked: not too long, and really text. */
final class CsvText {
    /** More than a million rows; a larger file is not a list of labels. */
    static final long MAX_BYTES = 64L << 20;

    private CsvText() {}

    /**
     * Reads UTF-8, with or without byte order mark, or UTF-16 with one (Excel writes all three).
     */
    static String read(CsvPurpose kind, Path csv) throws IOException {
        if (!Files.exists(csv)) {
            throw new InvalidFieldException(
                    kind.field(), "%s does not exist".formatted(kind.describe(csv)));
        }
        if (!Files.isRegularFile(csv)) {
            throw new InvalidFieldException(
                    kind.field(),
                    "%s is not a file: a CSV file is needed".formatted(kind.describe(csv)));
        }
        if (Files.size(csv) > MAX_BYTES) {
            throw new InvalidFieldException(
                    kind.field(),
                    "%s is larger than %d MB: a CSV file with one row per image is needed"
                            .formatted(kind.describe(csv), MAX_BYTES >> 20));
        }
        return decode(kind.describe(csv), BoundedFile.bytes(csv, MAX_BYTES));
    }

    private static String decode(String csv, byte[] bytes) throws UnusableDataException {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return decode(csv, bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return decode(csv, bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return decode(csv, bytes, 2, StandardCharsets.UTF_16BE);
        }
        return decode(csv, bytes, 0, StandardCharsets.UTF_8);
    }

    private static String decode(String csv, byte[] bytes, int offset, Charset charset)
            throws UnusableDataException {
        CharsetDecoder decoder = charset.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length - offset + 1);
        CoderResult result =
                decoder.decode(ByteBuffer.wrap(bytes, offset, bytes.length - offset), text, true);
        text.flip();
        if (result.isError() || text.chars().anyMatch(c -> c == 0)) {
            long line = 1 + text.chars().takeWhile(c -> c != 0).filter(c -> c == '\n').count();
            throw new UnusableDataException(
                    "%s, line %d: not text in %s: save the table as \"CSV UTF-8\""
                            .formatted(csv, line, charset));
        }
        return text.toString();
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
