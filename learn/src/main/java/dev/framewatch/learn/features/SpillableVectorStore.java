package dev.framewatch.learn.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores vectors for the duration of a training: some in memory, those beyond its limit in a file,
 * so that memory use does not grow with the number of images. The file is unlinked as soon as it is
 * open; the system frees its space when this is closed or the process ends, however it ends. Safe
 * for use by several threads.
 */
public final class SpillableVectorStore implements AutoCloseable {
    private static final int SHARE_OF_MEMORY = 8;
    private static final int BLOCK_BYTES = 1 << 18;
    private static final ThreadLocal<ByteBuffer> BLOCKS = new ThreadLocal<>();

    private final Path folder;
    private long room;
    private @Nullable FileChannel channel;
    private long end;

    /**
     * Creates a store that uses up to an eighth of the maximum heap size.
     *
     * @param folder created when needed; on a disk, because some systems keep their temporary
     *     folder in memory
     */
    public SpillableVectorStore(Path folder) {
        this(folder, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
    }

    /**
     * @param room bytes of vectors to keep in memory
     */
    public SpillableVectorStore(Path folder, long room) {
        this.folder = folder;
        this.room = room;
    }

    /**
     * Stores vectors of equal length.
     *
     * @return the same vectors; those in the file are read on each access, until this is closed
     * @throws UncheckedIOException if the disk is full
     */
    public List<float[]> keep(List<float[]> vectors) {
        int length = vectors.isEmpty() ? 0 : vectors.getFirst().length;
        long bytes = (long) vectors.size() * length * Float.BYTES;
        try {
            FileChannel to;
            long at;
            synchronized (this) {
                if (bytes <= room) {
                    room -= bytes;
                    return List.copyOf(vectors);
                }
                to = open();
                at = end;
                end += bytes;
            }
            write(to, at, vectors, length);
            return new StoredVectors(this, to, at, vectors.size(), length);
        } catch (IOException e) {
            throw new UncheckedIOException("the features do not fit into " + folder, e);
        }
    }

    private FileChannel open() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            Files.createDirectories(folder);
            open =
                    FileChannel.open(
                            folder.resolve("vectors-" + UUID.randomUUID()),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
            channel = open;
        }
        return open;
    }

    private static void write(FileChannel to, long from, List<float[]> vectors, int length)
            throws IOException {
        long at = from;
        ByteBuffer block = block(length);
        for (float[] vector : vectors) {
            block.clear().asFloatBuffer().put(vector);
            block.limit(length * Float.BYTES);
            while (block.hasRemaining()) {
                at += to.write(block, at);
            }
        }
    }

    /** Returns up to {@code wanted} vectors, as many as a block holds, at least one. */
    List<float[]> read(FileChannel from, long at, int length, int wanted) {
        ByteBuffer block = block(length);
        int count = Math.min(wanted, block.capacity() / (length * Float.BYTES));
        block.clear().limit(count * length * Float.BYTES);
        try {
            while (block.hasRemaining()) {
                if (from.read(block, at + block.position()) < 0) {
                    throw new IOException("a temporary file in " + folder + " was truncated");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the stored features", e);
        }
        FloatBuffer numbers = block.flip().asFloatBuffer();
        List<float[]> vectors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            float[] vector = new float[length];
            numbers.get(vector);
            vectors.add(vector);
        }
        return vectors;
    }

    private static ByteBuffer block(int length) {
        ByteBuffer block = BLOCKS.get();
        if (block == null || block.capacity() < length * Float.BYTES) {
            block =
                    ByteBuffer.allocateDirect(Math.max(BLOCK_BYTES, length * Float.BYTES))
                            .order(ByteOrder.nativeOrder());
            BLOCKS.set(block);
        }
        return block;
    }

    /** Deletes the vectors in the file. */
    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
