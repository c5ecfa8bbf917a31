package dev.framewatch.learn.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * Learns from images described by hundreds of regions, of which a few show the target if the image
 * is positive. It starts from the element-wise maximum over all regions, as if the image had one
 * whole-image feature vector. Then it selects the highest-scoring region of each positive image,
 * adds that of each negative image as a hard negative, and refits (as the latent support vector
 * machine of Felzenszwalb, Girshick, McAllester and Ramanan, "Object detection with
 * discriminatively trained part-based models", TPAMI 32, 2010, with logistic loss).
 *
 * <p>The dimensions are standardised first; the returned model takes unscaled vectors. If each
 * image has a single vector, this is plain logistic regression.
 */
public final class LatentRegionLearner implements Learner {
    private static final int MAX_ROUNDS = 6;

    /**
     * Number of images that suffices for the scale and the initial model; the maxima are held in
     * memory.
     */
    private static final int MAX_SAMPLE_IMAGES = 4096;

    private final LogisticRegression regression;

    public LatentRegionLearner(LogisticRegression regression) {
        this.regression = regression;
    }

    @Override
    public LinearModel fit(List<Example> examples) {
        List<Example> nonEmpty =
                examples.stream().flatMap(Example::versions).filter(bag -> !bag.isEmpty()).toList();
        return new Fit(nonEmpty, sample(nonEmpty)).run();
    }

    /** A single run, alternating between fitting and selecting regions. */
    private final class Fit {
        private final List<Example> bags;
        private final List<Example> sample;
        private final StandardScaler scaler;

        /**
         * Indices of the regions selected so far in each bag; for a positive image, only the
         * latest.
         */
        private final List<List<Integer>> selected = new ArrayList<>();

        Fit(List<Example> bags, List<Example> sample) {
            this.bags = bags;
            this.sample = sample;
            this.scaler = StandardScaler.fit(sample);
            bags.forEach(_ -> selected.add(new ArrayList<>()));
        }

        LinearModel run() {
            if (bags.stream().allMatch(bag -> bag.vectors().size() == 1)) {
                selected.forEach(regions -> regions.add(0));
                return fit();
            }
            LinearModel head = initialModel();
            for (int round = 0; round < MAX_ROUNDS && select(head); round++) {
                head = fit();
            }
            return head;
        }

        private LinearModel initialModel() {
            return fit(sample.stream().map(bag -> maximum(bag.vectors())).toList(), sample);
        }

        /** Selects regions by a model's scores; returns whether the selection changed. */
        private boolean select(LinearModel head) {
            boolean changed = false;
            for (int i = 0; i < bags.size(); i++) {
                Example bag = bags.get(i);
                int best = head.argmax(bag.vectors());
                if (!selected.get(i).contains(best)) {
                    changed |= bag.vectors().size() > 1;
                    if (bag.positive()) {
                        selected.get(i).clear();
                    }
                    selected.get(i).add(best);
                }
            }
            return changed;
        }

        private LinearModel fit() {
            SelectedInstances vectors = new SelectedInstances();
            List<Example> sources = new ArrayList<>();
            for (int i = 0; i < bags.size(); i++) {
                for (int region : selected.get(i)) {
                    vectors.add(bags.get(i).vectors(), region);
                    sources.add(bags.get(i));
                }
            }
            return fit(vectors, sources);
        }

        private LinearModel fit(List<float[]> vectors, List<Example> sources) {
            double[] weights = new double[sources.size()];
            boolean[] positive = new boolean[sources.size()];
            for (int i = 0; i < positive.length; i++) {
                weights[i] = sources.get(i).weight();
                positive[i] = sources.get(i).positive();
            }
            return regression.fit(vectors, scaler, positive, weights);
        }
    }

    /** Returns about as many bags as the sample size, evenly spaced and stratified by class. */
    private static List<Example> sample(List<Example> bags) {
        int step = Math.ceilDiv(bags.size(), MAX_SAMPLE_IMAGES);
        List<Example> sample = new ArrayList<>();
        int[] counts = new int[2];
        for (Example bag : bags) {
            if (counts[bag.positive() ? 1 : 0]++ % step == 0) {
                sample.add(bag);
            }
        }
        return sample;
    }

    private static float[] maximum(List<float[]> vectors) {
        float[] maximum = vectors.getFirst().clone();
        for (float[] vector : vectors) {
            for (int j = 0; j < maximum.length; j++) {
                maximum[j] = Math.max(maximum[j], vector[j]);
            }
        }
        return maximum;
    }
}
