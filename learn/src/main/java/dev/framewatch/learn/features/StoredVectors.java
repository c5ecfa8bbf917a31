package dev.framewatch.learn.features;

import java.nio.channels.FileChannel;
import java.util.AbstractList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;

/** The vectors of one image in a {@link SpillableVectorStore}, read on each access. */
final class StoredVectors extends AbstractList<float[]> implements RandomAccess {
    private final SpillableVectorStore file;
    private final FileChannel channel;
    private final long at;
    private final int count;
    private final int length;

    /**
     * @param at their position in the file, in bytes
     * @param length numbers per vector, above 0
     */
    StoredVectors(SpillableVectorStore file, FileChannel channel, long at, int count, int length) {
        this.file = file;
        this.channel = channel;
        this.at = at;
        this.count = count;
        this.length = length;
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public float[] get(int index) {
        return read(Objects.checkIndex(index, count), 1).getFirst();
    }

    private List<float[]> read(int index, int wanted) {
        return file.read(channel, at + (long) index * length * Float.BYTES, length, wanted);
    }

    /** Returns an iterator that reads block by block. */
    @Override
    public Iterator<float[]> iterator() {
        return new Iterator<>() {
            private int index;
            private Iterator<float[]> block = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                return index < count;
            }

            @Override
            public float[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                if (!block.hasNext()) {
                    block = read(index, count - index).iterator();
                }
                index++;
                return block.next();
            }
        };
    }
}
