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
 * An HDF5 file that nobody has checked. Nothing outside of it is read: links are refused, whether
 * to other files or within; so are compressed data, which could be bombs. Whatever else is wrong
 * with it ends as a {@link ModelException} that names the file and the place in it.
 */
final class Hdf5File implements AutoCloseable {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final long MAX_SIZE = 1L << 30;
    private static final long MAX_NUMBERS = 1L << 27;
    private static final int MAX_TEXT = 16 << 20;
    private static final int MAX_CHILDREN = 10_000;

    private final String name;
    private final long bytes;
    private final HdfFile hdf;
    private long numbers;

    private Hdf5File(String name, long bytes, HdfFile hdf) {
        this.name = name;
        this.bytes = bytes;
        this.hdf = hdf;
    }

    /** Whether a file begins as HDF5 files do. */
    static boolean isOne(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE);
        }
    }

    static Hdf5File open(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > MAX_SIZE) {
            throw new ModelException(file + " is larger than 1 GB");
        }
        String name = file.toString();
        long end = end(file);
        if (bytes < end) {
            throw new ModelException(
                    "%s: it is cut short: %d of %d bytes are there; fetch it again"
                            .formatted(file, bytes, end));
        }
        HdfFile hdf = guarded(name, "its beginning", () -> new HdfFile(file));
        return new Hdf5File(name, bytes, hdf);
    }

    /**
     * Where the file ends by its own account, or 0 where that is written in another way than usual
     * (HDF5 File Format Specification, II.A: with 8-byte addresses, byte 40 in versions 0 and 28 in
     * versions 2 and 3 of the superblock).
     */
    private static long end(Path file) throws IOException {
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

    /** A group in a group, or null if there is nothing of that name. */
    @Nullable Group group(Group parent, String child) throws ModelException {
        Node node = child(parent, child);
        if (node == null || node instanceof Group) {
            return (Group) node;
        }
        throw error(place(parent, child) + " is not a group");
    }

    /** The names of what lies in a group; empty for none. */
    List<String> children(Group parent) throws ModelException {
        List<String> names =
                guarded(name, parent.getPath(), () -> List.copyOf(parent.getChildren().keySet()));
        if (names.size() > MAX_CHILDREN) {
            throw error(parent.getPath() + " holds more than " + MAX_CHILDREN + " things");
        }
        return names;
    }

    boolean isGroup(Group parent, String child) throws ModelException {
        return child(parent, child) instanceof Group;
    }

    private @Nullable Node child(Group parent, String child) throws ModelException {
        String place = place(parent, child);
        Node node = guarded(name, place, () -> parent.getChildren().get(child));
        if (node != null && node.isLink()) {
            throw error(place + " is a link, which is not followed: save the model as one file");
        }
        return node;
    }

    /** A text that a group or the file is marked with, or null. */
    @Nullable String text(Group group, String attribute) throws ModelException {
        return data(group, attribute) instanceof String text ? text : null;
    }

    /** Texts that a group is marked with, or null. */
    @Nullable List<String> texts(Group group, String attribute) throws ModelException {
        return data(group, attribute) instanceof String[] texts ? List.of(texts) : null;
    }

    private @Nullable Object data(Group group, String attribute) throws ModelException {
        String place = group.getPath() + "@" + attribute;
        return guarded(
                name,
                place,
                () -> {
                    Attribute found = group.getAttribute(attribute);
                    if (found == null) {
                        return null;
                    }
                    long size =
                            Arrays.stream(found.getDimensionsAsLong()).reduce(1, (a, b) -> a * b);
                    if (size < 0 || size > MAX_CHILDREN || found.getSizeInBytes() > MAX_TEXT) {
                        throw new UnsupportedHdf5Exception("it is too long");
                    }
                    return found.getData();
                });
    }

    /**
     * Numbers at a path of names below a group.
     *
     * @throws ModelException when they are not there, not plain floats, or too many
     */
    Weight.Floats floats(Group parent, String path) throws ModelException {
        Group group = parent;
        String[] names = path.split("/");
        for (String step : List.of(names).subList(0, names.length - 1)) {
            Group next = group(group, step);
            if (next == null) {
                throw error(place(group, step) + " is not there");
            }
            group = next;
        }
        String place = place(group, names[names.length - 1]);
        if (child(group, names[names.length - 1]) instanceof Dataset dataset) {
            return WeightSource.finite(floats(dataset, place), name + ": " + place);
        }
        throw error(place + " is not there, or holds no numbers");
    }

    private Weight.Floats floats(Dataset dataset, String place) throws ModelException {
        return guarded(
                name,
                place,
                () -> {
                    if (dataset.getDataLayout() == DataLayout.CHUNKED) {
                        throw new UnsupportedHdf5Exception(
                                "it is compressed or in pieces, which is not read; save it as Keras"
                                        + " does by itself");
                    }
                    long[] shape = dataset.getDimensionsAsLong();
                    int length = length(dataset, shape);
                    float[] values =
                            switch (dataset.getDataFlat()) {
                                case float[] floats -> floats;
                                case double[] doubles -> narrowed(doubles);
                                case Object _ ->
                                        throw new UnsupportedHdf5Exception("it holds no floats");
                            };
                    if (values.length != length) {
                        throw new UnsupportedHdf5Exception("it is cut short");
                    }
                    return new Weight.Floats(
                            Arrays.stream(shape).mapToInt(Math::toIntExact).toArray(), values);
                });
    }

    /** How many numbers there are, once they are known to lie in the file. */
    private int length(Dataset dataset, long[] shape) {
        double wanted = Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
        if (shape.length > 4 || Arrays.stream(shape).anyMatch(axis -> axis < 1)) {
            throw new UnsupportedHdf5Exception("it has the shape " + Arrays.toString(shape));
        }
        if (wanted + numbers > MAX_NUMBERS) {
            throw new UnsupportedHdf5Exception(
                    "with the shape %s it brings the weights to more than %d million numbers"
                            .formatted(Arrays.toString(shape), MAX_NUMBERS / 1_000_000));
        }
        Class<?> type = dataset.getJavaType();
        if (type != float.class && type != double.class) {
            throw new UnsupportedHdf5Exception("it holds " + type.getSimpleName() + ", not floats");
        }
        if (dataset instanceof ContiguousDataset contiguous) {
            long end = contiguous.getDataAddress() + dataset.getSizeInBytes();
            if (contiguous.getDataAddress() <= 0 || end > bytes) {
                throw new UnsupportedHdf5Exception("its numbers do not lie in this file");
            }
        }
        numbers += (long) wanted;
        return (int) wanted;
    }

    private static float[] narrowed(double[] doubles) {
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    ModelException error(String problem) {
        return new ModelException(name + ": " + problem);
    }

    private static String place(Group parent, String child) {
        return parent.getPath() + child;
    }

    /**
     * Runs what may stumble over a damaged file. The library believes sizes and addresses that it
     * reads: what follows from wrong ones, out of memory included, says the file is damaged.
     */
    private static <T extends @Nullable Object> T guarded(
            String name, String place, Supplier<T> reading) throws ModelException {
        try {
            return reading.get();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            String reason = e instanceof UnsupportedHdf5Exception ? e.getMessage() : null;
            throw new ModelException(
                    "%s: %s: %s"
                            .formatted(
                                    name,
                                    place,
                                    reason == null
                                            ? "the file is damaged, cut short or not HDF5"
                                            : reason),
                    e);
        }
    }

    /** What this class finds wrong, as opposed to what the library stumbles over. */
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
