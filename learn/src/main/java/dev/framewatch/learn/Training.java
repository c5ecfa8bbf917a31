package dev.framewatch.learn;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.Ranking;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.fit.Calibration;
import dev.framewatch.learn.fit.Examination;
import dev.framewatch.learn.fit.Learner;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.MultipleInstance;
import dev.framewatch.learn.fit.TellingRegions;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.Kind;
import dev.framewatch.target.Threshold;
import dev.framewatch.target.ThresholdCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Learns a head from labelled pictures and measures it on videos that it has not seen: every
 * figure, the calibration and the thresholds come from an examination that keeps the pictures of
 * one video together. The same pictures and seed give the same numbers.
 */
public final class Training {
    static final int FOLDS = 10;
    private static final int REPEATS = 3;

    /** So many pictures leave little to luck; they are examined once, and leaking as well. */
    private static final int MANY = 10_000;

    private static final double C = 30;

    /** However many faces go unfound, a frame without one is no reason for an alarm. */
    private static final double HIGHEST_NO_FACE_SCORE = 0.2;

    /** Never quite 0, since neighbours are averaged as log-odds. */
    private static final double LOWEST_NO_FACE_SCORE = 0.005;

    private final Plan plan;
    private final Learner faces;
    private final Learner scenes;
    private final boolean linear;

    /**
     * What is to be learned, and how.
     *
     * @param kind what to look at; {@link Kind#AUTO} takes the best of faces, scene and both
     * @param split along which lines pictures are held back
     * @param seed of every random choice
     * @param chosen from which score on a picture counts as positive
     */
    public record Plan(Kind kind, Split split, long seed, Threshold chosen) {
        public static Plan of(Kind kind, long seed, Threshold chosen) {
            return new Plan(kind, Split.VIDEOS, seed, chosen);
        }

        /** The same for backbones that describe scenes only, where the best kind is wanted. */
        public Plan reading(Backbones backbones) {
            Kind readable = backbones.embedding() == null ? Kind.SCENE : kind;
            return new Plan(kind == Kind.AUTO ? readable : kind, split, seed, chosen);
        }
    }

    /** With linear heads, which take seconds and are cross-validated. */
    public Training(Plan plan) {
        LogisticRegression regression = new LogisticRegression(C);
        this.plan = plan;
        this.faces = new MultipleInstance(regression);
        this.scenes = new TellingRegions(regression);
        this.linear = true;
    }

    /** With another learner, which may take minutes and is examined once. */
    public Training(Plan plan, Learner learner) {
        if (plan.kind == Kind.AUTO) {
            throw new IllegalArgumentException(
                    "--kind auto fuses linear heads; choose --kind face or scene for another head");
        }
        this.plan = plan;
        this.faces = learner;
        this.scenes = learner;
        this.linear = false;
    }

    private Examination honest(int pictures) {
        return linear
                ? new Examination.CrossValidation(FOLDS, pictures > MANY ? 1 : REPEATS)
                : new Examination.HeldBack();
    }

    private Examination leaking(int pictures) {
        return linear && pictures <= MANY
                ? new Examination.CrossValidation(FOLDS, 1)
                : new Examination.HeldBack();
    }

    /** About how often something is learned from so many pictures; other heads tell themselves. */
    int fits(int pictures) {
        int kinds = plan.kind == Kind.AUTO ? 2 : 1;
        int leaks = plan.split == Split.FRAMES ? 0 : leaking(pictures).fits();
        return kinds * honest(pictures).fits() + leaks;
    }

    /** As {@link #train(List, List, Runnable)}; nobody is watching. */
    public TrainedHead train(List<LabelledFeatures> pictures, List<String> unreadable)
            throws UnusableDataException {
        return train(pictures, unreadable, () -> {});
    }

    /**
     * @param pictures in the order of their names, each once
     * @param unreadable names of pictures that could not be read, for the report
     * @param fitted hears of each of the {@link #fits}, from several threads
     * @throws UnusableDataException when there are too few videos of either class to learn from
     *     some and check on others
     */
    TrainedHead train(List<LabelledFeatures> pictures, List<String> unreadable, Runnable fitted)
            throws UnusableDataException {
        checkEnough(pictures);
        List<String> videos = pictures.stream().map(LabelledFeatures::group).toList();
        List<String> frames =
                IntStream.range(0, videos.size()).mapToObj(Integer::toString).toList();
        try {
            Choice choice = choose(pictures, plan.split == Split.VIDEOS ? videos : frames, fitted);
            Judgement honest = choice.judgement;
            Judgement leaky =
                    plan.split == Split.FRAMES
                            ? honest
                            : new Judgement(
                                    pictures,
                                    candidates(pictures, frames, leaking(pictures.size()), fitted)
                                            .examine(honest.candidate.kind()));
            return new TrainedHead(
                    honest.candidate.kind(),
                    honest.candidate.scorer(),
                    honest.calibration,
                    honest.noFaceScore,
                    Neighbours.choose(honest.pictures, honest.scores),
                    honest.curve,
                    honest.evaluation(unreadable)
                            .with(
                                    new HashSet<>(videos).size(),
                                    leaky.accuracy(),
                                    plan.split.toString()),
                    honest.images,
                    choice.aucs);
        } catch (IllegalArgumentException e) {
            throw new UnusableDataException(
                    tooFew("what was found lies in too few of them (" + e.getMessage() + ")"));
        }
    }

    private Candidates candidates(
            List<LabelledFeatures> pictures,
            List<String> groups,
            Examination how,
            Runnable fitted) {
        Runnable heard = linear ? fitted : () -> {};
        return new Candidates(pictures, groups, how, heard, faces, scenes, plan.seed);
    }

    /** The best way to recognise the target, and how well each way that was tried ranks. */
    private record Choice(Judgement judgement, Map<Kind, Double> aucs) {}

    private Choice choose(List<LabelledFeatures> pictures, List<String> groups, Runnable fitted) {
        Candidates candidates = candidates(pictures, groups, honest(pictures.size()), fitted);
        if (plan.kind != Kind.AUTO) {
            return new Choice(new Judgement(pictures, candidates.examine(plan.kind)), Map.of());
        }
        Candidate face = candidates.examine(Kind.FACE);
        Candidate scene = candidates.examine(Kind.SCENE);
        Map<Kind, Double> aucs = new EnumMap<>(Kind.class);
        Judgement best = new Judgement(pictures, face);
        for (Candidate candidate : List.of(face, scene, candidates.fuse(face, scene))) {
            Judgement judgement = new Judgement(pictures, candidate);
            aucs.put(candidate.kind(), judgement.auc());
            best = judgement.logLoss() < best.logLoss() ? judgement : best;
        }
        return new Choice(best, aucs);
    }

    /** Scores of pictures while they were held back, calibrated, and what follows from them. */
    private final class Judgement {
        private final Candidate candidate;
        private final List<LabelledFeatures> pictures;
        private final List<ScoredImage> images = new ArrayList<>();
        private final double[] scores;
        private final Calibration calibration;
        private final double noFaceScore;
        private final ThresholdCurve curve;

        Judgement(List<LabelledFeatures> all, Candidate candidate) {
            this.candidate = candidate;
            this.pictures = Arrays.stream(candidate.examined()).mapToObj(all::get).toList();
            double[] raw =
                    Arrays.stream(candidate.examined())
                            .mapToDouble(i -> candidate.logits()[i])
                            .toArray();
            this.calibration = calibrate(pictures, raw);
            this.noFaceScore = noFaceScore(pictures, raw);
            this.scores = new double[raw.length];
            for (int i = 0; i < raw.length; i++) {
                scores[i] = isNothing(raw[i]) ? noFaceScore : calibration.probability(raw[i]);
                LabelledFeatures picture = pictures.get(i);
                images.add(
                        new ScoredImage(
                                picture.image(), picture.positive(), picture.group(), scores[i]));
            }
            this.curve = new Ranking(images).curve(noFaceScore).choosing(plan.chosen);
        }

        double auc() {
            return new Ranking(images).auc().orElse(0.5);
        }

        double logLoss() {
            return Neighbours.logLoss(pictures, scores);
        }

        double accuracy() {
            return images.stream().filter(image -> image.correctAt(curve.chosen())).count()
                    / (double) images.size();
        }

        Evaluation evaluation(List<String> unreadable) {
            return Evaluation.of(images, curve.chosen(), unreadable, plan.seed);
        }
    }

    private static boolean isNothing(double raw) {
        return raw == Double.NEGATIVE_INFINITY;
    }

    private static Calibration calibrate(List<LabelledFeatures> pictures, double[] raw) {
        int[] with = IntStream.range(0, raw.length).filter(i -> !isNothing(raw[i])).toArray();
        double[] known = new double[with.length];
        boolean[] positive = new boolean[with.length];
        for (int i = 0; i < with.length; i++) {
            known[i] = raw[with[i]];
            positive[i] = pictures.get(with[i]).positive();
        }
        return Calibration.fit(known, positive);
    }

    /** The share of positives among pictures without a face, leaning to 0 when they are few. */
    private static double noFaceScore(List<LabelledFeatures> pictures, double[] raw) {
        int all = 0;
        int positives = 0;
        for (int i = 0; i < raw.length; i++) {
            if (isNothing(raw[i])) {
                all++;
                positives += pictures.get(i).positive() ? 1 : 0;
            }
        }
        return Math.clamp(positives / (all + 1.0), LOWEST_NO_FACE_SCORE, HIGHEST_NO_FACE_SCORE);
    }

    private void checkEnough(List<LabelledFeatures> pictures) throws UnusableDataException {
        for (boolean positive : new boolean[] {true, false}) {
            String which = positive ? "show the target" : "do not show the target";
            if (groups(pictures, picture -> picture.positive() == positive).size() < 2) {
                throw new UnusableDataException(tooFew("fewer than two " + which));
            }
            boolean looksAtFaces = plan.kind == Kind.FACE;
            Predicate<LabelledFeatures> seen =
                    picture ->
                            picture.positive() == positive
                                    && !(looksAtFaces && picture.features().faces().isEmpty());
            if (groups(pictures, seen).size() < 2) {
                throw new UnusableDataException(
                        tooFew("in fewer than two that " + which + " a face was found"));
            }
        }
    }

    private static Set<String> groups(
            List<LabelledFeatures> pictures, Predicate<LabelledFeatures> which) {
        return pictures.stream()
                .filter(which)
                .map(LabelledFeatures::group)
                .collect(Collectors.toSet());
    }

    private static String tooFew(String problem) {
        return ("learning needs labelled pictures from at least two videos that show the target and"
                        + " two that do not, to learn from one and check on the other; of those"
                        + " given, %s: label more pictures, or see --groups-out for how they were"
                        + " grouped")
                .formatted(problem);
    }
}
