package dev.framewatch.learn.fit;

import java.util.List;

/**
 * Learns a scorer from labelled images. Deterministic: the same bags in the same order give the
 * same scorer.
 */
public interface Learner {
    /**
     * Fits a scorer.
     *
     * @param bags training images; empty bags are ignored
     * @throws IllegalArgumentException unless there are vectors of both classes
     */
    Scorer fit(List<Bag> bags);
}
