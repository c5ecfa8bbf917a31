package dev.framewatch.learn.train;

import dev.framewatch.file.Sha256;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.RocAnalysis;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.fit.PlattScaling;
import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Threshold;
import dev.framewatch.targets.ThresholdCurve;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The result of training: a scorer and its evaluation.
 *
 * @param kind the features that it uses; the selected kind if the choice was automatic
 * @param backbones the models that extract these features
 * @param scorer returns raw scores; the head file includes the calibration
 * @param calibration maps raw scores to probabilities
 * @param noFaceScore the probability of a frame in which there was nothing to score
 * @param neighbours the weight of neighbouring frames of a video
 * @param thresholds the error rates by threshold, on held-out images
 * @param evaluation the metrics on held-out images at the chosen threshold, with the number of
 *     groups and the leaky accuracy
 * @param scored the images that were held out at some time, with their probabilities
 * @param byFace the probability of each face of each of these images, by the head alone; empty for
 *     an image without faces, and for a kind that uses none
 * @param aucs the AUC of every kind that was tried, if the choice was automatic; else empty
 * @param confirmation how matches of a face are confirmed; null if they are not
 */
public record TrainedHead(
        TargetKind kind,
        Backbones backbones,
        Scorer scorer,
        PlattScaling calibration,
        double noFaceScore,
        SmoothingWeightSelection neighbours,
        ThresholdCurve thresholds,
        Evaluation evaluation,
        List<ScoredImage> scored,
        List<double[]> byFace,
        Map<TargetKind, Double> aucs,
        @Nullable Confirmation confirmation) {
    /** A relative reduction of the log loss below this is attributed to chance. */
    private static final double MIN_GAIN = 0.05;

    public TrainedHead {
        scored = List.copyOf(scored);
        byFace = List.copyOf(byFace);
        aucs = Collections.unmodifiableMap(new TreeMap<>(aucs)); // one order in JSON
    }

    /**
     * Returns the other head, trained on the features of other backbones, if its log loss on
     * held-out images is clearly lower, else this one. No features are best for everything: a
     * symbol is found region by region, a kind of scene from the whole image. If this one's kind
     * was selected automatically, the result's AUC by kind includes that of the other.
     */
    public TrainedHead betterOf(TrainedHead other) {
        if (!(other.loss() < (1 - MIN_GAIN) * loss())) {
            return this;
        }
        Double auc = other.evaluation.auc();
        if (aucs.isEmpty() || auc == null) {
            return other;
        }
        Map<TargetKind, Double> all = new EnumMap<>(aucs);
        all.put(other.kind, auc);
        return other.with(all);
    }

    private double loss() {
        return neighbours.logLossAlone();
    }

    /** Returns the head with what the images say about their groups. */
    TrainedHead withLookAlikes(int groups, double accuracy) {
        return with(evaluation.withLookAlikes(groups, accuracy), aucs);
    }

    private TrainedHead with(Map<TargetKind, Double> others) {
        return with(evaluation, others);
    }

    private TrainedHead with(Evaluation measured, Map<TargetKind, Double> others) {
        return new TrainedHead(
                kind,
                backbones,
                scorer,
                calibration,
                noFaceScore,
                neighbours,
                thresholds,
                measured,
                scored,
                byFace,
                others,
                confirmation);
    }

    /**
     * Returns the head with the thresholds, the smoothing and the metrics of the whole decision.
     *
     * @param decided the same images as {@link #scored}, with the scores after confirmation
     * @param pictures their features
     * @param plan how the head was trained
     * @param confirming how its matches are confirmed
     */
    TrainedHead deciding(
            List<ScoredImage> decided,
            List<LabelledFeatures> pictures,
            Plan plan,
            Confirmation confirming) {
        ThresholdCurve curve =
                new RocAnalysis(decided).curve(noFaceScore).withThreshold(plan.chosen());
        return new TrainedHead(
                kind,
                backbones,
                scorer,
                calibration,
                noFaceScore,
                SmoothingWeightSelection.choose(
                        pictures, decided.stream().mapToDouble(ScoredImage::score).toArray()),
                curve,
                Evaluation.of(decided, curve.chosen(), evaluation.unreadable(), plan.seed())
                        .withStrict(decided, curve.at(new Threshold.Strict()), plan.seed())
                        .withTrainingOf(evaluation),
                decided,
                byFace,
                aucs,
                confirming);
    }

    /**
     * Saves the head as a target. An existing target of that name is replaced atomically.
     *
     * @param classes the negative and the positive class, as named by the labels
     * @param seed the random seed of the training
     * @return the target file
     */
    public Path save(String name, List<String> classes, long seed, TargetStore targets)
            throws IOException {
        byte[] head = scorer.onnx(calibration);
        TargetManifest manifest =
                new TargetManifest(
                        TargetManifest.formatOf(kind, backbones, confirmation),
                        name,
                        kind,
                        classes,
                        backbones,
                        scorer.dimensions(),
                        Sha256.of(head),
                        List.of(),
                        confirmation,
                        new TargetManifest.Calibration(calibration.slope(), calibration.offset()),
                        noFaceScore,
                        neighbours.weight(),
                        thresholds,
                        evaluation.metrics(),
                        seed);
        targets.save(manifest, head);
        return targets.file(name);
    }
}
