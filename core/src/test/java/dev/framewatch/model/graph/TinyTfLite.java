package dev.framewatch.model.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A TensorFlow Lite model that computes {@code |x| + w} for an image x [1,1,2,2] and a constant w
 * of two values, as a FlatBuffer written by hand.
 */
final class TinyTfLite {
    static final int ABS = 101;

    private final ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    private final List<Runnable> later = new ArrayList<>();

    private sealed interface Part {}

    /** Fields are null, a Byte, an Integer or a Part. */
    private record Table(List<@Nullable Object> fields) implements Part {
        static Table of(@Nullable Object... fields) {
            return new Table(Arrays.asList(fields));
        }
    }

    private record Tables(List<Table> tables) implements Part {}

    private record Bytes(byte[] content, int count) implements Part {}

    private TinyTfLite() {}

    /**
     * Returns the file.
     *
     * @param operator code of the first operation
     * @param weights tensors that claim the buffer of w, at least 1
     * @param length of w; its values are 10, 20 and zeros
     */
    static byte[] file(int operator, int weights, int length) {
        List<Table> tensors =
                new ArrayList<>(
                        List.of(
                                tensor("x", 0, 1, 1, 2, 2),
                                tensor("a", 0, 1, 1, 2, 2),
                                tensor("y", 0, 1, 1, 2, 2)));
        int[] inputs = new int[weights + 1];
        inputs[0] = 1;
        for (int i = 0; i < weights; i++) {
            inputs[i + 1] = tensors.size();
            tensors.add(tensor("w" + i, 1, length));
        }
        Table first = Table.of(null, ints(0), ints(1));
        Table add = Table.of(1, ints(inputs), ints(2), (byte) 11, Table.of((byte) 0));
        Table graph =
                Table.of(new Tables(tensors), ints(0), ints(2), new Tables(List.of(first, add)));
        Table codes = Table.of((byte) operator, null, null, operator);
        Table sum = Table.of((byte) 0);
        byte[] values = new byte[length * Float.BYTES];
        ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN).putFloat(10).putFloat(20);
        Table buffer = Table.of(new Bytes(values, values.length));
        Table model =
                Table.of(
                        3,
                        new Tables(List.of(codes, sum)),
                        new Tables(List.of(graph)),
                        null,
                        new Tables(List.of(Table.of(), buffer)));
        return new TinyTfLite().write(model);
    }

    private static Table tensor(String name, int buffer, int... shape) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return Table.of(ints(shape), (byte) 0, buffer, new Bytes(text, text.length));
    }

    private static Bytes ints(int... values) {
        ByteBuffer content =
                ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(content::putInt);
        return new Bytes(content.array(), values.length);
    }

    private byte[] write(Table root) {
        bytes.putInt(0).put("TFL3".getBytes(StandardCharsets.US_ASCII));
        refer(0, root);
        while (!later.isEmpty()) {
            later.removeFirst().run(); // offsets point forward, so children follow
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private void refer(int at, Part part) {
        later.add(() -> bytes.putInt(at, write(part) - at));
    }

    /** Returns where the part begins. */
    private int write(Part part) {
        return switch (part) {
            case Table table -> writeTable(table);
            case Tables tables -> {
                int start = bytes.position();
                bytes.putInt(tables.tables.size());
                for (Table table : tables.tables) {
                    refer(bytes.position(), table);
                    bytes.putInt(0);
                }
                yield start;
            }
            case Bytes content -> {
                int start = bytes.position();
                bytes.putInt(content.count).put(content.content);
                yield start;
            }
        };
    }

    private int writeTable(Table table) {
        int fields = table.fields.size();
        int vtable = bytes.position();
        bytes.putShort((short) (4 + 2 * fields)).putShort((short) (4 + 4 * fields));
        for (int i = 0; i < fields; i++) {
            bytes.putShort((short) (table.fields.get(i) == null ? 0 : 4 + 4 * i));
        }
        int start = bytes.position();
        bytes.putInt(start - vtable);
        for (Object field : table.fields) {
            switch (field) {
                case Byte number -> bytes.putInt(number & 0xff);
                case Integer number -> bytes.putInt(number);
                case Part part -> {
                    refer(bytes.position(), part);
                    bytes.putInt(0);
                }
                case null, default -> bytes.putInt(0);
            }
        }
        return start;
    }
}
