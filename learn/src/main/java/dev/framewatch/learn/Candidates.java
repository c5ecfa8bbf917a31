package dev.framewatch.learn;

import dev.framewatch.learn.fit.Bag;
import dev.framewatch.learn.fit.Examination;
import dev.framewatch.learn.fit.Examined;
import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.Folds;
import dev.framewatch.learn.fit.FusedScorer;
import dev.framewatch.learn.fit.Fusion;
import dev.framewatch.learn.fit.Head;
import dev.framewatch.learn.fit.Learner;
import dev.framewatch.target.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Learns the ways of recognising one target in the same pictures, and examines each. */
final class Candidates {
    private static final String NOT_LEARNED = "artwork is not learned: see ArtworkTraining";

    private final List<LabelledFeatures> pictures;
    private final List<String> groups;
    private final Examination examination;
    private final Learner faces;
    private final Learner scenes;
    private final long seed;

    /**
     * @param groups the group of each picture, never on both sides of a split
     */
    Candidates(
            List<LabelledFeatures> pictures,
            List<String> groups,
            Examination examination,
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

    Candidate examine(Kind kind) {
        return switch (kind) {
            case FACE -> examine(kind, faces);
            case SCENE -> examine(kind, scenes);
            case AUTO -> fuse(examine(Kind.FACE), examine(Kind.SCENE));
            case ARTWORK -> throw new IllegalArgumentException(NOT_LEARNED);
        };
    }

    private Candidate examine(Kind kind, Learner learner) {
        Examined result = examination.examine(examples(kind, pictures), groups, learner, seed);
        return new Candidate(kind, result.examined(), result.logits(), result.scorer());
    }

    /** The fusion is examined like what it fuses: on groups that it was not fitted on. */
    Candidate fuse(Candidate face, Candidate scene) {
        int[] examined = face.examined();
        List<String> videos = Arrays.stream(examined).mapToObj(groups::get).toList();
        double[] fused = new double[pictures.size()];
        Arrays.fill(fused, Double.NaN);
        Folds folds = Folds.grouped(videos, positive(examined), Training.FOLDS, seed);
        for (int round = 0; round < folds.count(); round++) {
            Fusion fusion = fusion(face, scene, of(examined, folds.learnedFrom(round)));
            for (int i : of(examined, folds.heldBack(round))) {
                fused[i] = fusion.logit(face.logits()[i], scene.logits()[i]);
            }
        }
        Fusion fusion = fusion(face, scene, examined);
        FusedScorer scorer = new FusedScorer((Head) face.scorer(), (Head) scene.scorer(), fusion);
        return new Candidate(Kind.AUTO, examined, fused, scorer);
    }

    private Fusion fusion(Candidate face, Candidate scene, int[] learned) {
        return Fusion.fit(
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

    /** Long videos must not outvote short ones, nor count as little as a single picture. */
    static List<Example> examples(Kind kind, List<LabelledFeatures> pictures) {
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
            Kind kind, LabelledFeatures picture, Description features, double weight) {
        List<float[]> vectors =
                switch (kind) {
                    case FACE -> features.faces();
                    case SCENE, AUTO -> features.scene();
                    case ARTWORK -> throw new IllegalArgumentException(NOT_LEARNED);
                };
        return new Bag(vectors, picture.positive(), weight);
    }
}
