package dev.framewatch.learn.fit;

import java.util.List;

/** Learns a linear head from labelled pictures. The same bags in the same order, the same head. */
public interface Learner {
    /**
     * @param bags empty ones are passed over
     * @throws IllegalArgumentException unless vectors of both classes occur
     */
    Head fit(List<Bag> bags);
}
