package dev.framewatch.learn.fit;

import java.util.List;

/** Learns several classes at once. The same lessons in the same order, the same scorers. */
@FunctionalInterface
public interface MulticlassLearner {
    /**
     * @param lessons empty bags are passed over
     * @param classes what each class is called, at least two
     * @return for each class a scorer, of that class against all others
     * @throws IllegalArgumentException unless vectors of every class occur
     */
    List<? extends Scorer> fit(List<TrainingExample> lessons, List<String> classes);
}
