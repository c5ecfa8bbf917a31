package dev.framewatch.learn;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.Ranking;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.fit.Bag;
import dev.framewatch.learn.fit.Calibration;
import dev.framewatch.learn.fit.Folds;
import dev.framewatch.learn.fit.Head;
import dev.framewatch.learn.fit.Learner;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.MultipleInstance;
import dev.framewatch.learn.fit.OutOfFold;
import dev.framewatch.learn.fit.Scaled;
import dev.framewatch.target.Kind;
import dev.framewatch.target.Threshold;
import dev.framewatch.target.ThresholdCurve;
import dev.framewatch.vision.FrameFeatures.SeenFace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Learns a head from labelled pictures and measures it on videos that it has not seen: every
 * figure, the calibration and the thresholds come from cross-validation that keeps the pictures of
 * one video together. The same pictures and seed give the same numbers.
 */
public final class Training {
    private static final double C = 10;
    private static final int FOLDS = 10;
    private static final int REPEATS = 3;

    /** However many faces go unfound, a frame without one is no reason for an alarm. */
    private static final double HIGHEST_NO_FACE_SCORE = 0.2;

    /** Never quite 0, since neighbours are averaged as log-odds. */
    private static final double LOWEST_NO_FACE_SCORE = 0.005;

    private final Kind kind;
    private final long seed;
    private final Threshold chosen;
    private final Learner learner;

    /**
     * @param seed of every random choice
     * @param chosen from which score on a picture counts as positive
     */
    public Training(Kind kind, long seed, Threshold chosen) {
        this.kind = kind;
        this.seed = seed;
        this.chosen = chosen;
        MultipleInstance instances = new MultipleInstance(new LogisticRegression(C));
        this.learner =
                switch (kind) {
                    case FACE -> instances;
                    case SCENE -> new Scaled(instances);
                };
    }

    /**
     * @param pictures in the order of their names, each once
     * @param unreadable names of pictures that could not be read, for the report
     * @throws UnusableDataException when there are too few videos of either class to learn from
     *     some and check on others
     */
    public TrainedHead train(List<LabelledFeatures> pictures, List<String> unreadable)
            throws UnusableDataException {
        List<Bag> bags = bags(pictures);
        checkEnough(pictures, bags);
        List<String> groups = pictures.stream().map(LabelledFeatures::group).toList();
        try {
            double[] raw = OutOfFold.meanLogits(bags, groups, FOLDS, REPEATS, learner, seed);
            Judgement honest = new Judgement(pictures, bags, raw);
            Folds random = Folds.random(OutOfFold.labels(bags), FOLDS, seed);
            Judgement leaky =
                    new Judgement(pictures, bags, OutOfFold.logits(bags, random, learner));
            Head head = honest.calibration.into(learner.fit(bags));
            return new TrainedHead(
                    head.floatWeights(),
                    (float) head.bias(),
                    honest.calibration,
                    honest.noFaceScore,
                    Neighbours.choose(pictures, honest.scores),
                    honest.curve,
                    honest.evaluation(unreadable)
                            .with(new HashSet<>(groups).size(), leaky.accuracy()));
        } catch (IllegalArgumentException e) {
            throw new UnusableDataException(tooFew("what was found lies in too few of them"));
        }
    }

    /** Out-of-fold scores, calibrated, and what follows from them. */
    private final class Judgement {
        private final List<ScoredImage> images = new ArrayList<>();
        private final double[] scores;
        private final Calibration calibration;
        private final double noFaceScore;
        private final ThresholdCurve curve;

        Judgement(List<LabelledFeatures> pictures, List<Bag> bags, double[] raw) {
            this.calibration = calibrate(bags, raw);
            this.noFaceScore = noFaceScore(bags);
            this.scores = new double[raw.length];
            for (int i = 0; i < raw.length; i++) {
                scores[i] = bags.get(i).isEmpty() ? noFaceScore : calibration.probability(raw[i]);
                LabelledFeatures picture = pictures.get(i);
                images.add(
                        new ScoredImage(
                                picture.image(), picture.positive(), picture.group(), scores[i]));
            }
            this.curve = new Ranking(images).curve(noFaceScore).choosing(chosen);
        }

        double accuracy() {
            return evaluation(List.of()).accuracy();
        }

        Evaluation evaluation(List<String> unreadable) {
            return Evaluation.of(images, curve.chosen(), unreadable, seed);
        }
    }

    private static Calibration calibrate(List<Bag> bags, double[] raw) {
        int[] with = IntStream.range(0, raw.length).filter(i -> !bags.get(i).isEmpty()).toArray();
        double[] known = new double[with.length];
        boolean[] positive = new boolean[with.length];
        for (int i = 0; i < with.length; i++) {
            known[i] = raw[with[i]];
            positive[i] = bags.get(with[i]).positive();
        }
        return Calibration.fit(known, positive);
    }

    /** The share of positives among pictures without a face, leaning to 0 when they are few. */
    private static double noFaceScore(List<Bag> bags) {
        long all = bags.stream().filter(Bag::isEmpty).count();
        long positives = bags.stream().filter(bag -> bag.isEmpty() && bag.positive()).count();
        return Math.clamp(positives / (all + 1.0), LOWEST_NO_FACE_SCORE, HIGHEST_NO_FACE_SCORE);
    }

    /** Long videos must not outvote short ones, nor count as little as a single picture. */
    private List<Bag> bags(List<LabelledFeatures> pictures) {
        Map<String, Integer> sizes = new HashMap<>();
        pictures.forEach(picture -> sizes.merge(picture.group(), 1, Integer::sum));
        List<Bag> bags = new ArrayList<>();
        for (LabelledFeatures picture : pictures) {
            double size = sizes.getOrDefault(picture.group(), 1);
            bags.add(new Bag(vectors(picture), picture.positive(), 1 / Math.sqrt(size)));
        }
        return bags;
    }

    private List<float[]> vectors(LabelledFeatures picture) {
        return switch (kind) {
            case FACE -> picture.features().faces().stream().map(SeenFace::embedding).toList();
            case SCENE -> List.of(picture.features().scene());
        };
    }

    private void checkEnough(List<LabelledFeatures> pictures, List<Bag> bags)
            throws UnusableDataException {
        for (boolean positive : new boolean[] {true, false}) {
            String which = positive ? "show the target" : "do not show the target";
            if (groups(pictures, bags, bag -> bag.positive() == positive).size() < 2) {
                throw new UnusableDataException(tooFew("fewer than two " + which));
            }
            Predicate<Bag> seen = bag -> bag.positive() == positive && !bag.isEmpty();
            if (groups(pictures, bags, seen).size() < 2) {
                throw new UnusableDataException(
                        tooFew("in fewer than two that " + which + " a face was found"));
            }
        }
    }

    private static Set<String> groups(
            List<LabelledFeatures> pictures, List<Bag> bags, Predicate<Bag> which) {
        Set<String> groups = new HashSet<>();
        for (int i = 0; i < bags.size(); i++) {
            if (which.test(bags.get(i))) {
                groups.add(pictures.get(i).group());
            }
        }
        return groups;
    }

    private static String tooFew(String problem) {
        return ("learning needs labelled pictures from at least two videos that show the target and"
                        + " two that do not, to learn from one and check on the other; of those"
                        + " given, %s: label more pictures, or see --groups-out for how they were"
                        + " grouped")
                .formatted(problem);
    }
}
