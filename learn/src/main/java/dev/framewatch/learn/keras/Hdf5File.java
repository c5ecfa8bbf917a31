package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.model.graph.Weight;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.message.DataLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An untrusted HDF5 file. Only this file is read: links are rejected, external and internal alike,
 * and so are compressed data, which could be decompression bombs. Any other defect results in a
 * {@link ModelException} that names the file and the location in it.
 */
final class Hdf5File implements AutoCloseable {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final long MAX_FILE_BYTES = 1L << 30;
    private static final long MAX_ELEMENTS = 1L << 27; // 512 MB as float32
    private static final int MAX_ATTRIBUTE_BYTES = 16 << 20;
    private static final int MAX_CHILDREN = 10_000;

    private final String name;
    private final long bytes;
    private final HdfFile hdf;
    private long totalElements;

    private Hdf5File(String name, long bytes, HdfFile hdf) {
        this.name = name;
        this.bytes = bytes;
        this.hdf = hdf;
    }

    /** Returns whether a file starts with the HDF5 signature. */
    static boolean isHdf5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE);
        }
    }

    static Hdf5File open(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > MAX_FILE_BYTES) {
            throw new ModelException(file + " is larger than 1 GB");
        }
        String name = file.toString();
        long end = endOfFile(file);
        if (bytes < end) {
            throw new ModelException(
                    "%s: truncated to %d of %d bytes; download it again"
                            .formatted(file, bytes, end));
        }
        HdfFile hdf = guarded(name, "superblock", () -> new HdfFile(file));
        return new Hdf5File(name, bytes, hdf);
    }

    /**
     * Returns the end-of-file address in the superblock, or 0 if the superblock has an unusual
     * layout (HDF5 File Format Specification, II.A: with 8-byte addresses, byte 40 in superblock
     * version 0 and byte 28 in versions 2 and 3).
     */
    private static long endOfFile(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ByteBuffer start = ByteBuffer.wrap(Arrays.copyOf(in.readNBytes(48), 48));
            start.order(ByteOrder.LITTLE_ENDIAN);
            return switch (start.get(8)) {
                case 0 -> start.get(13) == Long.BYTES ? start.getLong(40) : 0;
                case 2, 3 -> start.get(9) == Long.BYTES ? start.getLong(28) : 0;
                default -> 0;
            };
        }
    }

    String name() {
        return name;
    }

    Group root() {
        return hdf;
    }

    /**
     * Returns a child group, or null if there is no child of this name.
     *
     * @throws ModelException if the child is not a group
     */
    @Nullable Group group(Group parent, String child) throws ModelException {
        Node node = child(parent, child);
        if (node == null || node instanceof Group) {
            return (Group) node;
        }
        throw error(location(parent, child) + " is not a group");
    }

    /** Returns the names of a group's children. */
    List<String> children(Group parent) throws ModelException {
        List<String> names =
                guarded(name, parent.getPath(), () -> List.copyOf(parent.getChildren().keySet()));
        if (names.size() > MAX_CHILDREN) {
            throw error(parent.getPath() + " has more than " + MAX_CHILDREN + " children");
        }
        return names;
    }

    boolean isGroup(Group parent, String child) throws ModelException {
        return child(parent, child) instanceof Group;
    }

    private @Nullable Node child(Group parent, String child) throws ModelException {
        String location = location(parent, child);
        Node node = guarded(name, location, () -> parent.getChildren().get(child));
        if (node != null && node.isLink()) {
            throw error(location + " is a link, which is not followed: save the model as one file");
        }
        return node;
    }

    /** Returns a string attribute, or null if it is absent or not a string. */
    @Nullable String text(Group group, String attribute) throws ModelException {
        return data(group, attribute) instanceof String text ? text : null;
    }

    /** Returns a string array attribute, or null if it is absent or not a string array. */
    @Nullable List<String> texts(Group group, String attribute) throws ModelException {
        return data(group, attribute) instanceof String[] texts ? List.of(texts) : null;
    }

    private @Nullable Object data(Group group, String attribute) throws ModelException {
        String location = group.getPath() + "@" + attribute;
        return guarded(
                name,
                location,
                () -> {
                    Attribute value = group.getAttribute(attribute);
                    if (value == null) {
                        return null;
                    }
                    long size =
                            Arrays.stream(value.getDimensionsAsLong()).reduce(1, (a, b) -> a * b);
                    if (size < 0
                            || size > MAX_CHILDREN
                            || value.getSizeInBytes() > MAX_ATTRIBUTE_BYTES) {
                        throw new UnsupportedHdf5Exception("it is too large");
                    }
                    return value.getData();
                });
    }

    /**
     * Reads the dataset at a path below a group.
     *
     * @throws ModelException if there is no such dataset, its elements are not finite floats, or it
     *     is too large
     */
    Weight.Floats floats(Group parent, String path) throws ModelException {
        Group group = parent;
        String[] names = path.split("/");
        for (String groupName : List.of(names).subList(0, names.length - 1)) {
            Group next = group(group, groupName);
            if (next == null) {
                throw error(location(group, groupName) + " is missing");
            }
            group = next;
        }
        String location = location(group, names[names.length - 1]);
        if (child(group, names[names.length - 1]) instanceof Dataset dataset) {
            return WeightSource.finite(floats(dataset, location), name + ": " + location);
        }
        throw error(location + " is missing or not a dataset");
    }

    private Weight.Floats floats(Dataset dataset, String location) throws ModelException {
        return guarded(
                name,
                location,
                () -> {
                    if (dataset.getDataLayout() == DataLayout.CHUNKED) {
                        throw new UnsupportedHdf5Exception(
                                "it is compressed or chunked, which is unsupported; save the model"
                                        + " with Keras' default settings");
                    }
                    long[] shape = dataset.getDimensionsAsLong();
                    int length = length(dataset, shape);
                    float[] values =
                            switch (dataset.getDataFlat()) {
                                case float[] floats -> floats;
                                case double[] doubles -> toFloats(doubles);
                                case Object _ ->
                                        throw new UnsupportedHdf5Exception(
                                                "it does not contain floats");
                            };
                    if (values.length != length) {
                        throw new UnsupportedHdf5Exception("it is truncated");
                    }
                    return new Weight.Floats(
                            Arrays.stream(shape).mapToInt(Math::toIntExact).toArray(), values);
                });
    }

    /** Returns the number of elements, after checking that they are within the file. */
    private int length(Dataset dataset, long[] shape) {
        double elements = Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
        if (shape.length > 4 || Arrays.stream(shape).anyMatch(axis -> axis < 1)) {
            throw new UnsupportedHdf5Exception("invalid shape " + Arrays.toString(shape));
        }
        if (elements + totalElements > MAX_ELEMENTS) {
            throw new UnsupportedHdf5Exception(
                    "with the shape %s, the weights exceed %d million values"
                            .formatted(Arrays.toString(shape), MAX_ELEMENTS / 1_000_000));
        }
        Class<?> type = dataset.getJavaType();
        if (type != float.class && type != double.class) {
            throw new UnsupportedHdf5Exception(
                    "it contains " + type.getSimpleName() + ", not floats");
        }
        if (dataset instanceof ContiguousDataset contiguous) {
            long end = contiguous.getDataAddress() + dataset.getSizeInBytes();
            if (contiguous.getDataAddress() <= 0 || end > bytes) {
                throw new UnsupportedHdf5Exception("its data is outside this file");
            }
        }
        totalElements += (long) elements;
        return (int) elements;
    }

    private static float[] toFloats(double[] doubles) {
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    ModelException error(String problem) {
        return new ModelException(name + ": " + problem);
    }

    private static String location(Group parent, String child) {
        return parent.getPath() + child;
    }

    /**
     * Runs an operation that can fail on a damaged file. The library trusts the sizes and addresses
     * it reads, so any failure, including running out of memory, is reported as a damaged file.
     */
    private static <T extends @Nullable Object> T guarded(
            String name, String location, Supplier<T> operation) throws ModelException {
        try {
            return operation.get();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            String reason = e instanceof UnsupportedHdf5Exception ? e.getMessage() : null;
            throw new ModelException(
                    "%s: %s: %s"
                            .formatted(
                                    name,
                                    location,
                                    reason == null
                                            ? "the file is damaged, truncated or not HDF5"
                                            : reason),
                    e);
        }
    }

    /** A defect found by this class, as opposed to a failure inside the library. */
    private static final class UnsupportedHdf5Exception extends RuntimeException {
        UnsupportedHdf5Exception(String message) {
            super(message);
        }
    }

    @Override
    public void close() {
        hdf.close();
    }
}
