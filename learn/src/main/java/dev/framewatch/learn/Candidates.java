package dev.framewatch.learn;

import dev.framewatch.learn.fit.Bag;
import dev.framewatch.learn.fit.CrossValidation;
import dev.framewatch.learn.fit.Examined;
import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.Folds;
import dev.framewatch.learn.fit.FusedScorer;
import dev.framewatch.learn.fit.Fusion;
import dev.framewatch.learn.fit.Head;
import dev.framewatch.learn.fit.Learner;
import dev.framewatch.target.Kind;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.SeenFace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Learns the ways of recognising one target in the same pictures, and examines each. */
final class Candidates {
    private static final String NOT_LEARNED = "artwork is not learned: see ArtworkTraining";

    private final List<LabelledFeatures> pictures;
    private final List<String> groups;
    private final CrossValidation examination;
    private final Learner faces;
    private final Learner scenes;
    private final long seed;

    /**
     * @param groups the group of each picture, never on both sides of a split
     */
    Candidates(
            List<LabelledFeatures> pictures,
            List<String> groups,
            CrossValidation examination,
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
        boolean[] positive = new boolean[pictures.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = pictures.get(i).positive();
        }
        double[] fused = new double[positive.length];
        Folds folds = Folds.grouped(groups, positive, Training.FOLDS, seed);
        for (int round = 0; round < folds.count(); round++) {
            Fusion fusion = fusion(face, scene, positive, folds.learnedFrom(round));
            for (int i : folds.heldBack(round)) {
                fused[i] = fusion.logit(face.logits()[i], scene.logits()[i]);
            }
        }
        Fusion fusion = fusion(face, scene, positive, face.examined());
        FusedScorer scorer = new FusedScorer((Head) face.scorer(), (Head) scene.scorer(), fusion);
        return new Candidate(Kind.AUTO, face.examined(), fused, scorer);
    }

    private static Fusion fusion(
            Candidate face, Candidate scene, boolean[] positive, int[] learned) {
        double[] f = new double[learned.length];
        double[] s = new double[learned.length];
        boolean[] p = new boolean[learned.length];
        for (int i = 0; i < learned.length; i++) {
            f[i] = face.logits()[learned[i]];
            s[i] = scene.logits()[learned[i]];
            p[i] = positive[learned[i]];
        }
        return Fusion.fit(f, s, p);
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
            Kind kind, LabelledFeatures picture, FrameFeatures features, double weight) {
        List<float[]> vectors =
                switch (kind) {
                    case FACE -> features.faces().stream().map(SeenFace::embedding).toList();
                    case SCENE, AUTO -> features.scene();
                    case ARTWORK -> throw new IllegalArgumentException(NOT_LEARNED);
                };
        return new Bag(vectors, picture.positive(), weight);
    }
}
