package dev.framewatch.learn.train;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.fit.CrossValidation;
import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.HoldoutValidation;
import dev.framewatch.learn.fit.LatentRegionLearner;
import dev.framewatch.learn.fit.Learner;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.MultipleInstanceLearner;
import dev.framewatch.learn.fit.ScoreFusion;
import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.learn.fit.ValidationResult;
import dev.framewatch.learn.fit.ValidationStrategy;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import dev.framewatch.model.StepCounter;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.Threshold;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Trains linear heads, which takes seconds, and evaluates each on unseen videos: all metrics, the
 * calibration and the thresholds come from cross-validation grouped by source video. The same
 * images and seed give the same results.
 */
public final class LinearHeadTraining implements HeadTrainer {
    private static final int FOLDS = 10;
    private static final int REPEATS = 3;

    /**
     * With more images than this, chance matters little: cross-validation runs only once, and a
     * single hold-out split measures the leaky accuracy.
     */
    private static final int MANY = 10_000;

    /** Inverse regularisation strength of linear heads. */
    public static final double C = 30;

    private final Plan plan;
    private final Backbones backbones;
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
        Plan reading(Backbones backbones) {
            TargetKind readable = backbones.embedding() == null ? TargetKind.SCENE : kind;
            return new Plan(kind == TargetKind.AUTO ? readable : kind, split, seed, chosen);
        }

        /** Returns a description of the task for progress messages. */
        public String task() {
            return "Training, validating on held-out " + split;
        }
    }

    /**
     * @param backbones the models that extract the features to train on
     */
    public LinearHeadTraining(Plan plan, Backbones backbones) {
        LogisticRegression regression = new LogisticRegression(C);
        this.plan = plan.reading(backbones);
        this.backbones = backbones;
        this.faces = new MultipleInstanceLearner(regression);
        this.scenes = new LatentRegionLearner(regression);
    }

    @Override
    public Map<String, TrainedHead> train(
            LabelledFeatureSet featureSet, List<String> labels, ProgressListener progress)
            throws UnusableDataException {
        int inAll = labels.size() * fits(featureSet.features().size());
        StepCounter fits = new StepCounter(progress, new Task(plan.task(), Unit.STEP), inAll);
        Map<String, TrainedHead> trained = new LinkedHashMap<>();
        for (String label : labels) {
            trained.put(
                    label,
                    train(featureSet.lookingFor(label), featureSet.unreadable(), fits::step));
        }
        fits.finish();
        return trained;
    }

    private static ValidationStrategy grouped(int pictures) {
        return new CrossValidation(FOLDS, pictures > MANY ? 1 : REPEATS);
    }

    private static ValidationStrategy randomSplit(int pictures) {
        return pictures > MANY ? new HoldoutValidation() : new CrossValidation(FOLDS, 1);
    }

    /** Returns the approximate number of model fits for this number of images. */
    int fits(int pictures) {
        int kinds = plan.kind == TargetKind.AUTO ? 2 : 1;
        int randomSplitFits =
                plan.split == SplitStrategy.FRAMES ? 0 : randomSplit(pictures).fitCount();
        return kinds * grouped(pictures).fitCount() + randomSplitFits;
    }

    /** Trains as {@link #train(List, List, Runnable)} does, without reporting progress. */
    TrainedHead train(List<LabelledFeatures> pictures, List<String> unreadable)
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
        int count = pictures.size();
        try {
            Map<TargetKind, OutOfFoldEvaluation> byKind =
                    new Candidates(
                                    pictures,
                                    plan.split == SplitStrategy.VIDEOS ? videos : frames,
                                    grouped(count),
                                    fitted)
                            .evaluate();
            OutOfFoldEvaluation best =
                    Collections.min(
                            byKind.values(),
                            Comparator.comparingDouble(OutOfFoldEvaluation::logLoss));
            OutOfFoldEvaluation randomSplit =
                    plan.split == SplitStrategy.FRAMES
                            ? best
                            : new Candidates(pictures, frames, randomSplit(count), fitted)
                                    .evaluate(best.kind());
            TrainedHead trained = best.trained(backbones, randomSplit, unreadable, aucs(byKind));
            return checkedByLook(trained, pictures, videos);
        } catch (IllegalArgumentException e) {
            throw TrainingDataValidator.lacking(e);
        }
    }

    /**
     * Adds the accuracy on held-out videos that look different, if the given ones do not all: then
     * they are probably parts of fewer videos.
     */
    private TrainedHead checkedByLook(
            TrainedHead trained, List<LabelledFeatures> pictures, List<String> videos) {
        List<String> looks = pictures.stream().map(LabelledFeatures::lookAlike).toList();
        int count = Set.copyOf(looks).size();
        if (plan.split == SplitStrategy.FRAMES || count == Set.copyOf(videos).size()) {
            return trained;
        }
        try {
            double accuracy =
                    new Candidates(pictures, looks, grouped(pictures.size()), () -> {})
                            .evaluate(trained.kind())
                            .accuracy();
            return trained.withLookAlikes(count, accuracy);
        } catch (IllegalArgumentException e) {
            return trained.withLookAlikes(count, Double.NaN); // too few to hold any out
        }
    }

    /** Returns the AUC of every kind that was tried; empty if the choice was not automatic. */
    private Map<TargetKind, Double> aucs(Map<TargetKind, OutOfFoldEvaluation> tried) {
        Map<TargetKind, Double> aucs = new EnumMap<>(TargetKind.class);
        if (plan.kind == TargetKind.AUTO) {
            tried.forEach((kind, evaluation) -> aucs.put(kind, evaluation.auc()));
        }
        return aucs;
    }

    /** The models that can be trained for one target, validated on the same split. */
    private final class Candidates {
        private final List<LabelledFeatures> pictures;
        private final List<String> groups;
        private final ValidationStrategy strategy;
        private final Runnable fitted;

        Candidates(
                List<LabelledFeatures> pictures,
                List<String> groups,
                ValidationStrategy strategy,
                Runnable fitted) {
            this.pictures = pictures;
            this.groups = groups;
            this.strategy = strategy;
            this.fitted = fitted;
        }

        /** Evaluates the planned kind; if it is to be chosen, faces, scenes and both. */
        Map<TargetKind, OutOfFoldEvaluation> evaluate() {
            if (plan.kind != TargetKind.AUTO) {
                return Map.of(plan.kind, evaluate(plan.kind));
            }
            ValidationResult face = validate(TargetKind.FACE);
            ValidationResult scene = validate(TargetKind.SCENE);
            Map<TargetKind, OutOfFoldEvaluation> all = new LinkedHashMap<>(); // on a tie, the first
            all.put(TargetKind.FACE, evaluation(TargetKind.FACE, face));
            all.put(TargetKind.SCENE, evaluation(TargetKind.SCENE, scene));
            all.put(TargetKind.AUTO, evaluation(TargetKind.AUTO, fused(face, scene)));
            return all;
        }

        OutOfFoldEvaluation evaluate(TargetKind kind) {
            return evaluation(
                    kind,
                    kind == TargetKind.AUTO
                            ? fused(validate(TargetKind.FACE), validate(TargetKind.SCENE))
                            : validate(kind));
        }

        private OutOfFoldEvaluation evaluation(TargetKind kind, ValidationResult result) {
            return new OutOfFoldEvaluation(plan, kind, pictures, result);
        }

        private ValidationResult validate(TargetKind kind) {
            Learner learner = kind == TargetKind.FACE ? faces : scenes;
            return strategy.validate(examples(kind), heard(learner), plan.seed);
        }

        private ValidationResult fused(ValidationResult face, ValidationResult scene) {
            return ScoreFusion.validate(examples(TargetKind.SCENE), face, scene, FOLDS, plan.seed);
        }

        private List<Example> examples(TargetKind kind) {
            return LabelledFeatures.examples(kind, pictures, groups);
        }

        private Learner heard(Learner learner) {
            return examples -> {
                Scorer scorer = learner.fit(examples);
                fitted.run();
                return scorer;
            };
        }
    }
}
