package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of an untrusted FlatBuffer. Every offset and length is checked before it is followed, and
 * an error names the table. Fields are numbered from 0, in the order of the schema.
 *
 * @param bytes the whole buffer, little-endian
 * @param position where the table begins
 * @param path name of the table, for error messages
 */
record FlatBufferTable(ByteBuffer bytes, int position, String path) {
    private static final int VTABLE_HEADER_BYTES = 4;

    /**
     * Returns the root table of a buffer.
     *
     * @param identifier the four characters that mark the type of the file
     * @throws ModelException if the buffer is of another type
     */
    static FlatBufferTable root(byte[] content, String identifier, String name)
            throws ModelException {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        FlatBufferTable start = new FlatBufferTable(bytes, 0, name);
        if (content.length < 8
                || !new String(content, 4, 4, StandardCharsets.ISO_8859_1).equals(identifier)) {
            throw new ModelException(name + " is not a " + identifier + " file");
        }
        return new FlatBufferTable(bytes, start.follow(0), name);
    }

    /** Returns a one-byte field. */
    int byteValue(int field, int absent) throws ModelException {
        int at = field(field);
        return at == 0 ? absent : bytes.get(checked(at, 1));
    }

    /** Returns a four-byte field. */
    int intValue(int field, int absent) throws ModelException {
        int at = field(field);
        return at == 0 ? absent : bytes.getInt(checked(at, Integer.BYTES));
    }

    /** Returns a table, or null if the field is absent. */
    @Nullable FlatBufferTable table(int field, String name) throws ModelException {
        int at = field(field);
        return at == 0 ? null : new FlatBufferTable(bytes, follow(at), path + "." + name);
    }

    /** Returns a vector of tables; empty if the field is absent. */
    List<FlatBufferTable> tables(int field, String name, int limit) throws ModelException {
        ByteBuffer offsets = vector(field, Integer.BYTES);
        int count = offsets.remaining() / Integer.BYTES;
        if (count > limit) {
            throw new ModelException(
                    "%s.%s has %d items, more than %d".formatted(path, name, count, limit));
        }
        int first = field(field) == 0 ? 0 : follow(field(field)) + Integer.BYTES;
        List<FlatBufferTable> tables = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = follow(first + i * Integer.BYTES);
            tables.add(new FlatBufferTable(bytes, at, "%s.%s[%d]".formatted(path, name, i)));
        }
        return tables;
    }

    /** Returns a vector of integers; empty if the field is absent. */
    int[] ints(int field, int limit) throws ModelException {
        ByteBuffer content = vector(field, Integer.BYTES);
        int[] values = new int[content.remaining() / Integer.BYTES];
        if (values.length > limit) {
            throw new ModelException("%s has a list of %d items".formatted(path, values.length));
        }
        content.asIntBuffer().get(values);
        return values;
    }

    String text(int field) throws ModelException {
        ByteBuffer content = vector(field, 1);
        return StandardCharsets.UTF_8.decode(content).toString();
    }

    /**
     * Returns the content of a vector, not copied; empty if the field is absent.
     *
     * @param itemBytes size of an item
     */
    ByteBuffer vector(int field, int itemBytes) throws ModelException {
        int at = field(field);
        if (at == 0) {
            return ByteBuffer.allocate(0);
        }
        int start = follow(at);
        long length = Integer.toUnsignedLong(bytes.getInt(checked(start, Integer.BYTES)));
        long size = length * itemBytes; // cannot overflow: below 2^32 * 4
        return bytes.slice(checked(start + Integer.BYTES, size), (int) size)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns where a field is stored; 0 if it is absent. */
    private int field(int field) throws ModelException {
        int distance = bytes.getInt(checked(position, Integer.BYTES));
        int vtable = checked((long) position - distance, VTABLE_HEADER_BYTES);
        int length = bytes.getShort(vtable) & 0xffff;
        int entry = VTABLE_HEADER_BYTES + field * Short.BYTES;
        if (entry + Short.BYTES > length) {
            return 0;
        }
        int offset = bytes.getShort(checked((long) vtable + entry, Short.BYTES)) & 0xffff;
        return offset == 0 ? 0 : checked((long) position + offset, 1);
    }

    /** Returns the position that the offset stored here points to. */
    private int follow(int at) throws ModelException {
        long offset = Integer.toUnsignedLong(bytes.getInt(checked(at, Integer.BYTES)));
        return checked(at + offset, Integer.BYTES);
    }

    private int checked(long at, long size) throws ModelException {
        if (at < 0 || size < 0 || at + size > bytes.limit()) {
            throw new ModelException(path + " points outside the file: truncated or damaged");
        }
        return (int) at;
    }
}
