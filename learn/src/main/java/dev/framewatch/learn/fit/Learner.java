package dev.framewatch.learn.fit;

import java.util.List;

/** Learns to score from labelled pictures. The same bags in the same order, the same scorer. */
public interface Learner {
    /**
     * @param bags empty ones are passed over
     * @throws IllegalArgumentException unless vectors of both classes occur
     */
    Scorer fit(List<Bag> bags);
}
