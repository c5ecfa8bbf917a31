package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the weights manifest of a TensorFlow.js model: groups of weights stored consecutively,
 * little-endian, in the concatenation of the group's shards. Quantised weights are {@code stored *
 * scale + min}, computed in double precision as in TensorFlow.js.
 */
public final class WeightReader {
    private static final int MAX_WEIGHTS = 20_000;
    private static final int MAX_RANK = 8;
    private static final long MAX_ELEMENTS = 1L << 27; // 512 MB as float32

    private final TfjsModelFiles files;

    public WeightReader(TfjsModelFiles files) {
        this.files = files;
    }

    /**
     * Reads the weights, by name.
     *
     * @param groups the items of {@code weightsManifest}
     * @throws ModelException if the manifest is malformed or does not match the shards; the message
     *     names the field
     * @throws IOException if a shard cannot be read
     */
    public Map<String, Weight> read(List<JsonField> groups) throws IOException {
        Map<String, Weight> weights = new HashMap<>();
        for (JsonField group : groups) {
            List<JsonField> entries = group.get("weights").items();
            if (weights.size() + entries.size() > MAX_WEIGHTS) {
                throw new ModelException(
                        group.path() + " exceeds the limit of " + MAX_WEIGHTS + " weights");
            }
            ByteBuffer bytes = bytes(group, entries);
            for (JsonField entry : entries) {
                String name = entry.get("name").text();
                if (weights.put(name, weight(entry, bytes)) != null) {
                    throw new ModelException(entry.path() + ": '" + name + "' occurs twice");
                }
            }
        }
        return weights;
    }

    private ByteBuffer bytes(JsonField group, List<JsonField> entries) throws IOException {
        long expected = 0;
        for (JsonField entry : entries) {
            expected += elements(entry) * Storage.of(entry).bytes;
        }
        if (expected > Integer.MAX_VALUE - 8) {
            throw new ModelException(group.path() + " describes more than 2 GB of weights");
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (JsonField path : group.get("paths").items()) {
            content.writeBytes(files.shard(path));
            if (content.size() > expected) {
                break;
            }
        }
        if (content.size() != expected) {
            throw new ModelException(
                    group.path()
                            + " describes "
                            + expected
                            + " bytes of weights, but its shards contain "
                            + (content.size() > expected ? "more" : content.size() + " bytes"));
        }
        return ByteBuffer.wrap(content.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Weight weight(JsonField entry, ByteBuffer bytes) throws ModelException {
        int[] shape = shape(entry);
        int length = (int) elements(entry);
        Storage storage = Storage.of(entry);
        if (entry.get("dtype").text().equals("float32")) {
            return new Weight.Floats(shape, floats(entry, storage, length, bytes));
        }
        int[] values = new int[length];
        for (int i = 0; i < length; i++) {
            values[i] = storage == Storage.UINT8 ? bytes.get() & 0xff : bytes.getInt();
        }
        return new Weight.Ints(shape, values);
    }

    private static float[] floats(JsonField entry, Storage storage, int length, ByteBuffer bytes)
            throws ModelException {
        float[] values = new float[length];
        switch (storage) {
            case FLOAT32 -> {
                bytes.asFloatBuffer().get(values);
                bytes.position(bytes.position() + length * Float.BYTES);
            }
            case FLOAT16 -> {
                for (int i = 0; i < length; i++) {
                    values[i] = Float.float16ToFloat(bytes.getShort());
                }
            }
            case UINT8, UINT16 -> {
                double scale = entry.get("quantization").get("scale").doubleValue();
                double min = entry.get("quantization").get("min").doubleValue();
                for (int i = 0; i < length; i++) {
                    int stored =
                            storage == Storage.UINT8
                                    ? bytes.get() & 0xff
                                    : bytes.getShort() & 0xffff;
                    values[i] = (float) (stored * scale + min);
                }
            }
            case INT32 -> throw new ModelException(entry.path() + " stores float32 as int32");
        }
        return values;
    }

    private static int[] shape(JsonField entry) throws ModelException {
        List<JsonField> axes = entry.get("shape").items();
        if (axes.size() > MAX_RANK) {
            throw new ModelException(entry.path() + ".shape has more than " + MAX_RANK + " axes");
        }
        int[] shape = new int[axes.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = axes.get(i).intValue();
            if (shape[i] < 0) {
                throw new ModelException(axes.get(i).path() + " is negative");
            }
        }
        return shape;
    }

    private static long elements(JsonField entry) throws ModelException {
        int[] shape = shape(entry);
        long elements = 1;
        for (int axis : shape) {
            elements *= axis; // cannot overflow: below 2^27 * 2^31
            if (elements > MAX_ELEMENTS) {
                throw new ModelException(
                        entry.path() + ".shape " + Arrays.toString(shape) + " is too large");
            }
        }
        return elements;
    }

    /** Storage type of the elements in a shard. */
    private enum Storage {
        FLOAT32(4),
        FLOAT16(2),
        UINT16(2),
        UINT8(1),
        INT32(4);

        private final int bytes;

        Storage(int bytes) {
            this.bytes = bytes;
        }

        static Storage of(JsonField entry) throws ModelException {
            JsonField dtype = entry.get("dtype");
            Storage unquantised =
                    switch (dtype.text()) {
                        case "float32" -> FLOAT32;
                        case "int32" -> INT32;
                        case "uint8", "bool" -> UINT8;
                        default -> throw unsupported(dtype);
                    };
            if (!entry.has("quantization")) {
                return unquantised;
            }
            if (unquantised != FLOAT32) {
                throw new ModelException(entry.path() + ": only float32 can be quantised");
            }
            JsonField stored = entry.get("quantization").get("dtype");
            return switch (stored.text()) {
                case "float16" -> FLOAT16;
                case "uint16" -> UINT16;
                case "uint8" -> UINT8;
                default -> throw unsupported(stored);
            };
        }

        private static ModelException unsupported(JsonField dtype) throws ModelException {
            return new ModelException(
                    dtype.path() + " is '" + dtype.text() + "', which is unsupported");
        }
    }
}
