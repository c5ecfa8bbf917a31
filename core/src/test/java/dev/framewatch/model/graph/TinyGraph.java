package dev.framewatch.model.graph;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Builds small TensorFlow.js graph models in the format of the TensorFlow.js converter. */
public final class TinyGraph {
    private final List<String> nodes = new ArrayList<>();
    private final List<String> weights = new ArrayList<>();
    private final ByteArrayOutputStream shard = new ByteArrayOutputStream();

    public static TinyGraph withInput(String name) {
        return new TinyGraph().node(name, "Placeholder", List.of());
    }

    public TinyGraph node(String name, String op, List<String> inputs, String... attributes) {
        String attr = String.join(",", attributes);
        nodes.add(
                "{\"name\":\"%s\",\"op\":\"%s\",\"input\":%s,\"attr\":{%s}}"
                        .formatted(name, op, quoted(inputs), attr));
        return this;
    }

    public TinyGraph floats(String name, int[] shape, float... values) {
        byte[] bytes = new byte[values.length * 4];
        littleEndian(bytes).asFloatBuffer().put(values);
        return weight(name, shape, "\"dtype\":\"float32\"", bytes);
    }

    public TinyGraph ints(String name, int[] shape, int... values) {
        byte[] bytes = new byte[values.length * 4];
        littleEndian(bytes).asIntBuffer().put(values);
        return weight(name, shape, "\"dtype\":\"int32\"", bytes);
    }

    /** Adds a quantised float32 weight whose stored values have one or two bytes each. */
    TinyGraph quantised(String name, int[] shape, String quantisation, int size, int... stored) {
        byte[] bytes = new byte[stored.length * size];
        ByteBuffer buffer = littleEndian(bytes);
        for (int value : stored) {
            if (size == 1) {
                buffer.put((byte) value);
            } else {
                buffer.putShort((short) value);
            }
        }
        return weight(
                name,
                shape,
                "\"dtype\":\"float32\",\"quantization\":{" + quantisation + "}",
                bytes);
    }

    private TinyGraph weight(String name, int[] shape, String type, byte[] bytes) {
        node(name, "Const", List.of());
        weights.add(
                "{\"name\":\"%s\",\"shape\":%s,%s}".formatted(name, Arrays.toString(shape), type));
        shard.writeBytes(bytes);
        return this;
    }

    public static String ints(String name, int... values) {
        String list =
                Arrays.stream(values)
                        .mapToObj(value -> "\"" + value + "\"")
                        .collect(Collectors.joining(","));
        return "\"%s\":{\"list\":{\"i\":[%s]}}".formatted(name, list);
    }

    static String texts(String name, String... values) {
        List<String> encoded = Arrays.stream(values).map(TinyGraph::base64).toList();
        return "\"%s\":{\"list\":{\"s\":%s}}".formatted(name, quoted(encoded));
    }

    public static String text(String name, String value) {
        return "\"%s\":{\"s\":\"%s\"}".formatted(name, base64(value));
    }

    static String flag(String name, boolean value) {
        return "\"%s\":{\"b\":%s}".formatted(name, value);
    }

    public String json(String... shards) {
        return "{\"format\":\"graph-model\",\"modelTopology\":{\"node\":[%s]},\"weightsManifest\":[{\"paths\":%s,\"weights\":[%s]}]}"
                .formatted(
                        String.join(",", nodes),
                        quoted(List.of(shards)),
                        String.join(",", weights));
    }

    public byte[] shard() {
        return shard.toByteArray();
    }

    Path write(Path folder) throws IOException {
        Files.write(folder.resolve("weights.bin"), shard());
        return Files.writeString(folder.resolve("model.json"), json("weights.bin"));
    }

    private static String quoted(List<String> items) {
        return items.stream()
                .map(item -> "\"" + item + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
