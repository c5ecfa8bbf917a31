package dev.framewatch.learn.fit;

import dev.framewatch.targets.CrowdCorrection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learns from images that are labelled as a whole: a positive image shows the target among its
 * faces, a negative one does not. It starts from the positive images with a single face, selects
 * the highest-scoring face in every positive image, fits, and repeats until the selection is stable
 * (as MI-SVM of Andrews, Tsochantaridis and Hofmann, "Support vector machines for multiple-instance
 * learning", NIPS 2002, with logistic loss).
 */
public final class MultipleInstanceLearner implements Learner {
    /**
     * Maximum number of vectors of an image to learn from, the first ones. Faces come most
     * confident first; the rest of a crowd is small and blurred, which costs time and accuracy (see
     * docs/decisions/small-faces.md).
     */
    public static final int MAX_INSTANCES = CrowdCorrection.MAX_TRAINED_FACES;

    private static final int MAX_ROUNDS = 4;

    private final LogisticRegression regression;

    public MultipleInstanceLearner(LogisticRegression regression) {
        this.regression = regression;
    }

    @Override
    public LinearModel fit(List<Example> examples) {
        List<Example> bags =
                examples.stream()
                        .flatMap(Example::versions)
                        .filter(bag -> !bag.isEmpty())
                        .map(bag -> bag.first(MAX_INSTANCES))
                        .toList();
        List<Example> positives = bags.stream().filter(Example::positive).toList();
        List<Example> negatives = bags.stream().filter(bag -> !bag.positive()).toList();
        if (positives.isEmpty() || negatives.isEmpty()) {
            throw new IllegalArgumentException(
                    "both classes are needed: %d positive and %d negative images with faces"
                            .formatted(positives.size(), negatives.size()));
        }
        LinearModel head = initialModel(positives, negatives);
        int[] selected = {};
        for (int round = 0; round < MAX_ROUNDS; round++) {
            int[] best = positives.stream().map(Example::vectors).mapToInt(head::argmax).toArray();
            if (Arrays.equals(best, selected)) {
                break;
            }
            selected = best;
            head = fit(positives, selected, negatives);
        }
        return head;
    }

    private LinearModel fit(List<Example> positives, int[] selected, List<Example> negatives) {
        SelectedInstances vectors = new SelectedInstances();
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < selected.length; i++) {
            vectors.add(positives.get(i).vectors(), selected[i]);
            weights.add(positives.get(i).weight());
        }
        for (Example bag : negatives) {
            // A crowd has many faces, but they are not independent of each other.
            double weight = bag.weight() / Math.sqrt(bag.vectors().size());
            for (int i = 0; i < bag.vectors().size(); i++) {
                vectors.add(bag.vectors(), i);
                weights.add(weight);
            }
        }
        boolean[] positive = new boolean[vectors.size()];
        Arrays.fill(positive, 0, selected.length, true);
        return regression.fit(
                vectors, positive, weights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * Returns the initial model: the direction from the mean negative face to the mean face of the
     * positive images with the fewest faces (a single one, if possible).
     */
    private static LinearModel initialModel(List<Example> positives, List<Example> negatives) {
        int fewest = positives.stream().mapToInt(bag -> bag.vectors().size()).min().orElse(0);
        double[] direction =
                mean(positives.stream().filter(bag -> bag.vectors().size() == fewest).toList());
        Vectors.subtract(direction, mean(negatives));
        return new LinearModel(direction, 0);
    }

    private static double[] mean(List<Example> bags) {
        int count = bags.stream().mapToInt(bag -> bag.vectors().size()).sum();
        double[] mean = new double[bags.getFirst().vectors().getFirst().length];
        for (Example bag : bags) {
            for (float[] vector : bag.vectors()) {
                Vectors.add(mean, 1.0 / count, vector);
            }
        }
        return mean;
    }
}
