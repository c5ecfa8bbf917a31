package dev.framewatch.learn.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * Learns from pictures that are described by hundreds of regions, of which a few show the target if
 * the picture is positive. Starts from the maximum over all regions in each dimension, as if the
 * picture were described as a whole. Then it takes from each positive picture the region that
 * scores highest, adds from each negative one the region that does, and fits again: the negatives
 * that matter are those that are mistaken for the target (as the latent support vector machine of
 * Felzenszwalb, Girshick, McAllester and Ramanan, "Object detection with discriminatively trained
 * part-based models", TPAMI 32, 2010, with logistic loss).
 *
 * <p>Every dimension is brought to one scale first; the head that comes out takes vectors as they
 * are. Where each picture has one vector, that one is all there is to choose, and this is plain
 * logistic regression.
 */
public final class LatentRegionLearner implements Learner {
    private static final int MAX_ROUNDS = 6;

    /** So many pictures say enough about the scale and for a start; maxima are held in memory. */
    private static final int MAX_SAMPLE_IMAGES = 4096;

    private final LogisticRegression regression;

    public LatentRegionLearner(LogisticRegression regression) {
        this.regression = regression;
    }

    @Override
    public LinearModel fit(List<Bag> bags) {
        List<Bag> known = bags.stream().filter(bag -> !bag.isEmpty()).toList();
        return new Fit(known, sample(known)).run();
    }

    /** One course of fitting and choosing. */
    private final class Fit {
        private final List<Bag> bags;
        private final List<Bag> sample;
        private final StandardScaler scaler;

        /** The regions chosen so far in each bag; of a positive picture one, the latest. */
        private final List<List<Integer>> selected = new ArrayList<>();

        Fit(List<Bag> bags, List<Bag> sample) {
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

        /** Chooses by a head; whether that changed anything. */
        private boolean select(LinearModel head) {
            boolean changed = false;
            for (int i = 0; i < bags.size(); i++) {
                Bag bag = bags.get(i);
                int best = head.argmax(bag);
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
            List<Bag> from = new ArrayList<>();
            for (int i = 0; i < bags.size(); i++) {
                for (int region : selected.get(i)) {
                    vectors.add(bags.get(i).vectors(), region);
                    from.add(bags.get(i));
                }
            }
            return fit(vectors, from);
        }

        private LinearModel fit(List<float[]> vectors, List<Bag> from) {
            double[] weights = new double[from.size()];
            boolean[] positive = new boolean[from.size()];
            for (int i = 0; i < positive.length; i++) {
                weights[i] = from.get(i).weight();
                positive[i] = from.get(i).positive();
            }
            return regression.fit(vectors, scaler, positive, weights);
        }
    }

    /** About as many bags as a sample has, from all over; some of each class. */
    private static List<Bag> sample(List<Bag> bags) {
        int step = Math.ceilDiv(bags.size(), MAX_SAMPLE_IMAGES);
        List<Bag> sample = new ArrayList<>();
        int[] seen = new int[2];
        for (Bag bag : bags) {
            if (seen[bag.positive() ? 1 : 0]++ % step == 0) {
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
