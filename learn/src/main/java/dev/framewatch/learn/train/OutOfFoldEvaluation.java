package dev.framewatch.learn.train;

import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.RocAnalysis;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.fit.PlattScaling;
import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.learn.fit.ValidationResult;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.CrowdCorrection;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.Threshold;
import dev.framewatch.targets.ThresholdCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Calibrates out-of-fold scores and derives metrics from them. */
final class OutOfFoldEvaluation {
    /** Even if many faces are missed, a frame without a detected face must not raise an alert. */
    private static final double HIGHEST_NO_FACE_SCORE = 0.2;

    /** Above 0, because neighbouring frames are averaged as log-odds. */
    private static final double LOWEST_NO_FACE_SCORE = 0.005;

    private final Plan plan;
    private final TargetKind kind;
    private final Scorer scorer;
    private final List<LabelledFeatures> pictures;
    private final int videos;
    private final List<ScoredImage> images = new ArrayList<>();
    private final List<double[]> byFace = new ArrayList<>();
    private final double[] scores;
    private final PlattScaling calibration;
    private final double noFaceScore;
    private final ThresholdCurve curve;

    /**
     * @param kind the features that the scorer uses
     * @param all all images; the indices of the result refer to them
     */
    OutOfFoldEvaluation(
            Plan plan, TargetKind kind, List<LabelledFeatures> all, ValidationResult result) {
        this.plan = plan;
        this.kind = kind;
        this.scorer = result.scorer();
        this.videos = new HashSet<>(all.stream().map(LabelledFeatures::group).toList()).size();
        this.pictures = Arrays.stream(result.validated()).mapToObj(all::get).toList();
        double[] logits = result.logits();
        double[] raw = Arrays.stream(result.validated()).mapToDouble(i -> logits[i]).toArray();
        this.calibration = calibrate(pictures, raw);
        this.noFaceScore = noFaceScore(pictures, raw);
        this.scores = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            LabelledFeatures picture = pictures.get(i);
            scores[i] = isNothing(raw[i]) ? noFaceScore : probability(raw[i], picture);
            images.add(
                    new ScoredImage(
                            picture.image(), picture.positive(), picture.group(), scores[i]));
            byFace.add(ofFaces(picture, result.scores()[result.validated()[i]]));
        }
        this.curve = new RocAnalysis(images).curve(noFaceScore).withThreshold(plan.chosen());
    }

    /** Returns the probability of each face. */
    private double[] ofFaces(LabelledFeatures picture, double[] raw) {
        return kind == TargetKind.SCENE || picture.features().faces().isEmpty()
                ? new double[0]
                : Arrays.stream(raw).map(logit -> probability(logit, picture)).toArray();
    }

    /** Returns the probability of a face or region of an image, as a scan computes it. */
    private double probability(double logit, LabelledFeatures picture) {
        double alone = calibration.probability(logit);
        return kind == TargetKind.SCENE
                ? alone
                : CrowdCorrection.of(alone, picture.features().faces().size());
    }

    TargetKind kind() {
        return kind;
    }

    double auc() {
        return new RocAnalysis(images).auc().orElse(0.5);
    }

    double logLoss() {
        return SmoothingWeightSelection.logLoss(pictures, scores);
    }

    double accuracy() {
        return images.stream().filter(image -> image.correctAt(curve.chosen())).count()
                / (double) images.size();
    }

    private Evaluation evaluation(List<String> unreadable) {
        return Evaluation.of(images, curve.chosen(), unreadable, plan.seed())
                .withStrict(images, curve.at(new Threshold.Strict()), plan.seed());
    }

    /**
     * Returns the trained head, with the metrics of this evaluation.
     *
     * @param backbones the models that extract the features
     * @param leaky the evaluation of a frame-level split
     * @param unreadable names of images that could not be read
     * @param aucs the AUC of every kind that was tried
     */
    TrainedHead trained(
            Backbones backbones,
            OutOfFoldEvaluation leaky,
            List<String> unreadable,
            Map<TargetKind, Double> aucs) {
        return new TrainedHead(
                kind,
                backbones.of(kind),
                scorer,
                calibration,
                noFaceScore,
                SmoothingWeightSelection.choose(pictures, scores),
                curve,
                evaluation(unreadable).with(videos, leaky.accuracy(), plan.split().toString()),
                images,
                byFace,
                aucs,
                null);
    }

    private static boolean isNothing(double raw) {
        return raw == Double.NEGATIVE_INFINITY;
    }

    private static PlattScaling calibrate(List<LabelledFeatures> pictures, double[] raw) {
        int[] with = IntStream.range(0, raw.length).filter(i -> !isNothing(raw[i])).toArray();
        double[] known = new double[with.length];
        boolean[] positive = new boolean[with.length];
        for (int i = 0; i < with.length; i++) {
            known[i] = raw[with[i]];
            positive[i] = pictures.get(with[i]).positive();
        }
        return PlattScaling.fit(known, positive);
    }

    /**
     * Returns the fraction of positives among images without a face, shrunk towards 0 if there are
     * few.
     */
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
}
