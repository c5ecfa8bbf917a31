package dev.framewatch.learn.train;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.fit.CrossValidation;
import dev.framewatch.learn.fit.HoldoutValidation;
import dev.framewatch.learn.fit.LatentRegionLearner;
import dev.framewatch.learn.fit.Learner;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.MultipleInstanceLearner;
import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.learn.fit.ValidationStrategy;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.Threshold;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Trains linear heads, which takes seconds, and evaluates each on unseen videos: all metrics, the
 * calibration and the thresholds come from cross-validation grouped by source video. The same
 * images and seed give the same results.
 */
public final class LinearHeadTraining implements HeadTrainer {
    static final int FOLDS = 10;
    private static final int REPEATS = 3;

    /**
     * With more images than this, chance matters little: cross-validation runs only once, and a
     * single hold-out split measures the leaky accuracy.
     */
    private static final int MANY = 10_000;

    private static final double C = 30;

    private final Plan plan;
    private final Learner faces;
    private final Learner scenes;

    /**
     * What to train, and how.
     *
     * @param kind the features to use; {@link TargetKind#AUTO} selects the best of faces, scene and
     *     their fusion
     * @param split the unit in which images are held out
     * @param seed the random seed
     * @param chosen how to choose the score at or above which an image is positive
     */
    public record Plan(TargetKind kind, SplitStrategy split, long seed, Threshold chosen) {
        public static Plan of(TargetKind kind, long seed, Threshold chosen) {
            return new Plan(kind, SplitStrategy.VIDEOS, seed, chosen);
        }

        /**
         * Returns this plan restricted to the features that the backbones provide: {@link
         * TargetKind#AUTO} becomes {@link TargetKind#SCENE} if they do not embed faces.
         */
        public Plan reading(Backbones backbones) {
            TargetKind readable = backbones.embedding() == null ? TargetKind.SCENE : kind;
            return new Plan(kind == TargetKind.AUTO ? readable : kind, split, seed, chosen);
        }

        /** Returns a description of the task for progress messages. */
        String task() {
            return "Training, validating on held-out " + split;
        }
    }

    public LinearHeadTraining(Plan plan) {
        LogisticRegression regression = new LogisticRegression(C);
        this.plan = plan;
        this.faces = new MultipleInstanceLearner(regression);
        this.scenes = new LatentRegionLearner(regression);
    }

    @Override
    public Map<String, TrainedHead> train(
            LabelledFeatureSet featureSet, List<String> labels, ProgressListener progress)
            throws UnusableDataException {
        AtomicInteger fits = new AtomicInteger();
        int inAll = labels.size() * fits(featureSet.features().size());
        progress.update(plan.task(), 0, inAll);
        Runnable fitted = () -> progress.update(plan.task(), fits.incrementAndGet(), inAll);
        Map<String, TrainedHead> trained = new LinkedHashMap<>();
        for (String label : labels) {
            trained.put(
                    label, train(featureSet.lookingFor(label), featureSet.unreadable(), fitted));
        }
        return trained;
    }

    private static ValidationStrategy honest(int pictures) {
        return new CrossValidation(FOLDS, pictures > MANY ? 1 : REPEATS);
    }

    private static ValidationStrategy leaking(int pictures) {
        return pictures > MANY ? new HoldoutValidation() : new CrossValidation(FOLDS, 1);
    }

    /** Returns the approximate number of model fits for this number of images. */
    int fits(int pictures) {
        int kinds = plan.kind == TargetKind.AUTO ? 2 : 1;
        int leaks = plan.split == SplitStrategy.FRAMES ? 0 : leaking(pictures).fitCount();
        return kinds * honest(pictures).fitCount() + leaks;
    }

    /** Trains as {@link #train(List, List, Runnable)} does, without reporting progress. */
    public TrainedHead train(List<LabelledFeatures> pictures, List<String> unreadable)
            throws UnusableDataException {
        return train(pictures, unreadable, () -> {});
    }

    /**
     * Trains and evaluates a head.
     *
     * @param pictures the images, ordered by name, each once
     * @param unreadable names of images that could not be read, for the report
     * @param fitted is run after each of the {@link #fits}; called from several threads
     * @throws UnusableDataException if there are too few videos of either class to train on some
     *     and validate on others
     */
    TrainedHead train(List<LabelledFeatures> pictures, List<String> unreadable, Runnable fitted)
            throws UnusableDataException {
        TrainingDataValidator.check(pictures, plan.kind);
        List<String> videos = pictures.stream().map(LabelledFeatures::group).toList();
        List<String> frames =
                IntStream.range(0, videos.size()).mapToObj(Integer::toString).toList();
        try {
            Choice choice =
                    choose(pictures, plan.split == SplitStrategy.VIDEOS ? videos : frames, fitted);
            OutOfFoldEvaluation honest = choice.judgement;
            OutOfFoldEvaluation leaky =
                    plan.split == SplitStrategy.FRAMES
                            ? honest
                            : judgement(
                                    pictures,
                                    candidates(pictures, frames, leaking(pictures.size()), fitted)
                                            .evaluate(honest.kind()));
            return honest.trained(leaky, unreadable, choice.aucs);
        } catch (IllegalArgumentException e) {
            throw TrainingDataValidator.lacking(e);
        }
    }

    private OutOfFoldEvaluation judgement(
            List<LabelledFeatures> pictures, CrossValidationResult result) {
        return new OutOfFoldEvaluation(plan, pictures, result);
    }

    private CandidateModels candidates(
            List<LabelledFeatures> pictures,
            List<String> groups,
            ValidationStrategy how,
            Runnable fitted) {
        return new CandidateModels(
                pictures, groups, how, heard(faces, fitted), heard(scenes, fitted), plan.seed);
    }

    private static Learner heard(Learner learner, Runnable fitted) {
        return bags -> {
            Scorer scorer = learner.fit(bags);
            fitted.run();
            return scorer;
        };
    }

    /** The selected model, and the AUC of each kind that was tried. */
    private record Choice(OutOfFoldEvaluation judgement, Map<TargetKind, Double> aucs) {}

    private Choice choose(List<LabelledFeatures> pictures, List<String> groups, Runnable fitted) {
        CandidateModels candidates = candidates(pictures, groups, honest(pictures.size()), fitted);
        if (plan.kind != TargetKind.AUTO) {
            return new Choice(judgement(pictures, candidates.evaluate(plan.kind)), Map.of());
        }
        CrossValidationResult face = candidates.evaluate(TargetKind.FACE);
        CrossValidationResult scene = candidates.evaluate(TargetKind.SCENE);
        Map<TargetKind, Double> aucs = new EnumMap<>(TargetKind.class);
        OutOfFoldEvaluation best = judgement(pictures, face);
        for (CrossValidationResult result : List.of(face, scene, candidates.fuse(face, scene))) {
            OutOfFoldEvaluation outOfFold = judgement(pictures, result);
            aucs.put(result.kind(), outOfFold.auc());
            best = outOfFold.logLoss() < best.logLoss() ? outOfFold : best;
        }
        return new Choice(best, aucs);
    }
}
