package dev.framewatch.learn.fit;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Vectors that were picked from bags. Each is asked for anew whenever it is read, because a bag may
 * keep its vectors in a file.
 */
public final class SelectedInstances extends AbstractList<float[]> implements RandomAccess {
    private final List<Selection> selected = new ArrayList<>();

    private record Selection(List<float[]> vectors, int index) {}

    /** A single pick. */
    public static SelectedInstances of(List<float[]> vectors, int index) {
        SelectedInstances picks = new SelectedInstances();
        picks.add(vectors, index);
        return picks;
    }

    /**
     * Picks one more.
     *
     * @param index which of the vectors
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
