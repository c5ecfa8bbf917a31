package dev.framewatch.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipException;

/**
 * The size of a zip file's directory, as its last record states it (.ZIP File Format Specification,
 * sections 4.3.14 to 4.3.16). Java reads the whole directory when it opens the file.
 */
public final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT_BYTES = 0xFFFF;

    /** Values that refer to the record of 64 bits. Without one, the file cannot be opened. */
    private static final long SEE_64_ENTRIES = 0xFFFF;

    private static final long SEE_64_BYTES = 0xFFFFFFFFL;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_BYTES = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_BYTES = 56;

    private ZipDirectory() {}

    /**
     * Checks a file before it is opened. Whether it is a zip file at all is not checked.
     *
     * @param maxEntries maximum number of files in it
     * @param maxBytes maximum size of the directory: of the names of these files, above all
     * @throws ZipException if its directory exceeds a limit
     */
    public static void check(Path file, int maxEntries, long maxBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long start = Math.max(0, size - MAX_COMMENT_BYTES - END_BYTES);
            ByteBuffer tail = read(channel, start, (int) (size - start));
            // Any of them may be the one that Java finds: a comment can hold another one.
            for (int at = 0; at + END_BYTES <= tail.limit(); at++) {
                if (tail.getInt(at) == END) {
                    long entries = tail.getShort(at + 10) & 0xFFFFL;
                    long bytes = tail.getInt(at + 12) & 0xFFFFFFFFL;
                    check(entries, bytes, maxEntries, maxBytes);
                    check64(channel, start + at, maxEntries, maxBytes);
                }
            }
        }
    }

    private static void check64(FileChannel channel, long end, int maxEntries, long maxBytes)
            throws IOException {
        if (end < LOCATOR_64_BYTES) {
            return;
        }
        ByteBuffer locator = read(channel, end - LOCATOR_64_BYTES, LOCATOR_64_BYTES);
        if (locator.limit() < LOCATOR_64_BYTES || locator.getInt(0) != LOCATOR_64) {
            return;
        }
        long at = locator.getLong(8);
        ByteBuffer record = at < 0 ? ByteBuffer.allocate(0) : read(channel, at, END_64_BYTES);
        if (record.limit() == END_64_BYTES && record.getInt(0) == END_64) {
            check(record.getLong(32), record.getLong(40), maxEntries, maxBytes);
        }
    }

    private static void check(long entries, long bytes, int maxEntries, long maxBytes)
            throws ZipException {
        if (entries < 0 || (entries > maxEntries && entries != SEE_64_ENTRIES)) {
            throw new ZipException("more than %,d files in it".formatted(maxEntries));
        }
        if (bytes < 0 || (bytes > maxBytes && bytes != SEE_64_BYTES)) {
            throw new ZipException("its table of contents is larger than " + maxBytes + " bytes");
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        long at = position;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, at);
            if (count < 0) {
                break;
            }
            at += count;
        }
        return buffer.flip();
    }
}
