package dev.framewatch.learn.train;

import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.fit.Bag;
import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.FusedScorer;
import dev.framewatch.learn.fit.GroupedFolds;
import dev.framewatch.learn.fit.Learner;
import dev.framewatch.learn.fit.LinearModel;
import dev.framewatch.learn.fit.ScoreFusion;
import dev.framewatch.learn.fit.ValidationResult;
import dev.framewatch.learn.fit.ValidationStrategy;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.vision.FrameFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trains the candidate models for one target on the same images and cross-validates each. */
final class CandidateModels {
    private static final String NOT_LEARNED = "artwork is not learned: see ArtworkTraining";

    private final List<LabelledFeatures> pictures;
    private final List<String> groups;
    private final ValidationStrategy examination;
    private final Learner faces;
    private final Learner scenes;
    private final long seed;

    /**
     * @param groups the group of each image; a group is never on both sides of a split
     */
    CandidateModels(
            List<LabelledFeatures> pictures,
            List<String> groups,
            ValidationStrategy examination,
            Learner faces,
            Learner scenes,
            long seed) {
        this.pictures = pictures;
        this.groups = groups;
        this.examination = examination;
        this.faces = faces;
        this.scenes = scenes;
        this.seed = seed;
    }

    CrossValidationResult evaluate(TargetKind kind) {
        return switch (kind) {
            case FACE -> evaluate(kind, faces);
            case SCENE -> evaluate(kind, scenes);
            case AUTO -> fuse(evaluate(TargetKind.FACE), evaluate(TargetKind.SCENE));
            case ARTWORK -> throw new IllegalArgumentException(NOT_LEARNED);
        };
    }

    private CrossValidationResult evaluate(TargetKind kind, Learner learner) {
        ValidationResult result =
                examination.validate(examples(kind, pictures), groups, learner, seed);
        return new CrossValidationResult(
                kind, result.validated(), result.logits(), result.scorer());
    }

    /**
     * Trains and validates the fusion of two candidates. Like its inputs, the fusion is evaluated
     * on groups that it was not fitted on.
     */
    CrossValidationResult fuse(CrossValidationResult face, CrossValidationResult scene) {
        int[] examined = face.examined();
        List<String> videos = Arrays.stream(examined).mapToObj(groups::get).toList();
        double[] fused = new double[pictures.size()];
        Arrays.fill(fused, Double.NaN);
        GroupedFolds folds =
                GroupedFolds.grouped(videos, positive(examined), LinearHeadTraining.FOLDS, seed);
        for (int round = 0; round < folds.count(); round++) {
            ScoreFusion fusion = fusion(face, scene, of(examined, folds.trainingIndices(round)));
            for (int i : of(examined, folds.validationIndices(round))) {
                fused[i] = fusion.logit(face.logits()[i], scene.logits()[i]);
            }
        }
        ScoreFusion fusion = fusion(face, scene, examined);
        FusedScorer scorer =
                new FusedScorer((LinearModel) face.scorer(), (LinearModel) scene.scorer(), fusion);
        return new CrossValidationResult(TargetKind.AUTO, examined, fused, scorer);
    }

    private ScoreFusion fusion(
            CrossValidationResult face, CrossValidationResult scene, int[] learned) {
        return ScoreFusion.fit(
                Arrays.stream(learned).mapToDouble(i -> face.logits()[i]).toArray(),
                Arrays.stream(learned).mapToDouble(i -> scene.logits()[i]).toArray(),
                positive(learned));
    }

    private boolean[] positive(int[] which) {
        boolean[] positive = new boolean[which.length];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = pictures.get(which[i]).positive();
        }
        return positive;
    }

    private static int[] of(int[] numbers, int[] which) {
        return Arrays.stream(which).map(i -> numbers[i]).toArray();
    }

    /**
     * Returns weighted training examples; the weights keep long videos from outvoting short ones
     * without reducing them to the weight of a single image.
     */
    static List<Example> examples(TargetKind kind, List<LabelledFeatures> pictures) {
        Map<String, Integer> sizes = new HashMap<>();
        pictures.forEach(picture -> sizes.merge(picture.group(), 1, Integer::sum));
        List<Example> examples = new ArrayList<>();
        for (LabelledFeatures picture : pictures) {
            double weight = 1 / Math.sqrt(sizes.getOrDefault(picture.group(), 1));
            double share = weight / (1 + picture.copies().size());
            examples.add(
                    new Example(
                            bag(kind, picture, picture.features(), share),
                            picture.copies().stream()
                                    .map(copy -> bag(kind, picture, copy, share))
                                    .toList()));
        }
        return examples;
    }

    private static Bag bag(
            TargetKind kind, LabelledFeatures picture, FrameFeatures features, double weight) {
        List<float[]> vectors =
                switch (kind) {
                    case FACE -> features.embeddings();
                    case SCENE, AUTO -> features.scene();
                    case ARTWORK -> throw new IllegalArgumentException(NOT_LEARNED);
                };
        return new Bag(vectors, picture.positive(), weight);
    }
}
