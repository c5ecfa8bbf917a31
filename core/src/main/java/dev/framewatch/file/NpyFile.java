package dev.framewatch.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes a float matrix in NumPy's format, readable with {@code numpy.load}: format version 1.0,
 * little-endian float32, C order, shape {@code [rows, columns]} (NumPy Enhancement Proposal 1).
 * Rows are streamed to a temporary file, which {@link #finish} renames atomically.
 */
public final class NpyFile implements AutoCloseable {
    /** Fits the longest possible header; the format requires data to start at a multiple of 64. */
    private static final int HEADER_BYTES = 128;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private final Path file;
    private final Path temporary;
    private final FileChannel channel;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int columns;
    private long rows;

    /**
     * Creates the temporary file and missing parent folders.
     *
     * @throws IOException if the folder is not writable
     */
    public NpyFile(Path file) throws IOException {
        this.file = file;
        Path folder =
                Objects.requireNonNull(
                        file.toAbsolutePath().getParent(), "the file has no parent folder");
        Files.createDirectories(folder);
        this.temporary =
                folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        this.channel =
                FileChannel.open(
                        temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.position(HEADER_BYTES);
    }

    /** Returns the number of rows appended so far. */
    public long rows() {
        return rows;
    }

    /** Returns the number of values per row; 0 before the first row. */
    public int columns() {
        return columns;
    }

    /**
     * Appends a row.
     *
     * @throws IllegalArgumentException if its length differs from that of the first row
     */
    public void append(float[] row) throws IOException {
        if (rows == 0) {
            columns = row.length;
            buffer = ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        } else if (row.length != columns) {
            throw new IllegalArgumentException(
                    "row %d has %d values, but previous rows have %d"
                            .formatted(rows, row.length, columns));
        }
        buffer.clear();
        buffer.asFloatBuffer().put(row);
        writeFully(buffer);
        rows++;
    }

    /** Writes the header, syncs the file and gives it its final name. */
    public void finish() throws IOException {
        channel.position(0);
        writeFully(ByteBuffer.wrap(header()));
        channel.force(true);
        channel.close();
        DurableFiles.publish(temporary, file);
    }

    private byte[] header() {
        String shape =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }"
                        .formatted(rows, columns);
        int textBytes = HEADER_BYTES - MAGIC.length - Short.BYTES;
        String text = shape + " ".repeat(textBytes - shape.length() - 1) + "\n";
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) textBytes)
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Closes the file and deletes it unless {@link #finish} was called. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
