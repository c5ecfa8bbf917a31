package dev.framewatch.learn.fit;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * List view of vectors selected from bags. A vector is read again on each access, because a bag may
 * be backed by a file.
 */
public final class SelectedInstances extends AbstractList<float[]> implements RandomAccess {
    private final List<Selection> selected = new ArrayList<>();

    private record Selection(List<float[]> vectors, int index) {}

    /** Returns a view of a single vector. */
    public static SelectedInstances of(List<float[]> vectors, int index) {
        SelectedInstances instances = new SelectedInstances();
        instances.add(vectors, index);
        return instances;
    }

    /**
     * Adds a vector.
     *
     * @param index position in {@code vectors}
     */
    public void add(List<float[]> vectors, int index) {
        selected.add(new Selection(vectors, index));
    }

    @Override
    public int size() {
        return selected.size();
    }

    @Override
    public float[] get(int index) {
        Selection selection = selected.get(index);
        return selection.vectors.get(selection.index);
    }
}
