package dev.framewatch.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.geometry.Box;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.EvaluationText;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.fit.Gaussians;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.Threshold;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearHeadTrainingTest {
    private final Gaussians faces = new Gaussians(21, 1.1);
    private final Random random = new Random(4);

    private static FrameFeatures seen(List<float[]> embeddings) {
        return new FrameFeatures(
                embeddings.stream()
                        .map(e -> new EmbeddedFace(new Face(new Box(0, 0, 9, 9), 1), e, 1))
                        .toList(),
                List.of());
    }

    private LabelledFeatures picture(int video, int frame, boolean positive) {
        List<float[]> embeddings = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            embeddings.add(faces.stranger());
        }
        if (positive) {
            embeddings.add(faces.face(0));
        }
        return new LabelledFeatures(
                "v%02d-%d.jpg".formatted(video, frame), positive, "v" + video, seen(embeddings));
    }

    /** Videos of four frames, every third with the target. */
    private List<LabelledFeatures> videos(int count) {
        List<LabelledFeatures> pictures = new ArrayList<>();
        for (int video = 0; video < count; video++) {
            for (int frame = 0; frame < 4; frame++) {
                pictures.add(picture(video, frame, video % 3 == 0));
            }
        }
        return pictures;
    }

    @Test
    void videosThatLookAlikeAreAlsoHeldOutTogetherAndBothFiguresAreGiven()
            throws UnusableDataException {
        List<LabelledFeatures> parts =
                videos(60).stream()
                        .map(one ->
                                new LabelledFeatures(
                                        one.image(),
                                        one.positive(),
                                        one.image(),
                                        one.group(),
                                        one.features(),
                                        List.of()))
                        .toList();
        LinearHeadTraining training =
                new LinearHeadTraining(
                        Plan.of(TargetKind.FACE, 1, new Threshold.Balanced()), TrainedHeadTest.ANY);

        Evaluation figures = training.train(parts, List.of()).evaluation();

        assertThat(figures.groups()).isEqualTo(240);
        assertThat(figures.lookAlikeGroups()).isEqualTo(60);
        assertThat(figures.lookAlikeAccuracy()).isBetween(0.9, 1.0);
        assertThat(EvaluationText.of(figures))
                .contains("by the pictures there are 60 source videos, not 240");
        assertThat(training.train(videos(60), List.of()).evaluation().lookAlikeGroups()).isNull();
    }

    @Test
    void learnsToTellTheTargetOnVideosThatItHasNotSeen() throws UnusableDataException {
        TrainedHead trained =
                new LinearHeadTraining(
                                Plan.of(TargetKind.FACE, 1, new Threshold.Balanced()),
                                TrainedHeadTest.ANY)
                        .train(videos(60), List.of("x.jpg"));

        assertThat(trained.evaluation().auc()).isGreaterThan(0.97);
        assertThat(trained.evaluation().accuracy()).isGreaterThan(0.93);
        assertThat(trained.evaluation().groups()).isEqualTo(60);
        assertThat(trained.evaluation().unreadable()).containsExactly("x.jpg");
        assertThat(score(trained, faces.face(0))).isGreaterThan(0.5);
        assertThat(score(trained, faces.stranger())).isLessThan(0.5);
    }

    private static double score(TrainedHead trained, float[] face) {
        return trained.calibration().probability(trained.scorer().logit(face));
    }

    @Test
    void theSameSeedGivesTheSameNumbersAndAnotherOneOthers() throws UnusableDataException {
        List<LabelledFeatures> pictures = videos(30);
        TrainedHead one =
                new LinearHeadTraining(
                                Plan.of(TargetKind.FACE, 1, new Threshold.Balanced()),
                                TrainedHeadTest.ANY)
                        .train(pictures, List.of());
        TrainedHead same =
                new LinearHeadTraining(
                                Plan.of(TargetKind.FACE, 1, new Threshold.Balanced()),
                                TrainedHeadTest.ANY)
                        .train(pictures, List.of());
        TrainedHead other =
                new LinearHeadTraining(
                                Plan.of(TargetKind.FACE, 2, new Threshold.Balanced()),
                                TrainedHeadTest.ANY)
                        .train(pictures, List.of());

        assertThat(same.scorer().onnx(same.calibration()))
                .isEqualTo(one.scorer().onnx(one.calibration()));
        assertThat(same.evaluation()).isEqualTo(one.evaluation());
        assertThat(same.thresholds()).isEqualTo(one.thresholds());
        assertThat(other.thresholds()).isNotEqualTo(one.thresholds());
    }

    @Test
    void aLeakShowsAsAGapBetweenTheTwoFigures() throws UnusableDataException {
        // Nobody in common: whoever is in a video tells its label only if frames of it were seen.
        List<LabelledFeatures> pictures = new ArrayList<>();
        for (int video = 0; video < 40; video++) {
            float[] somebody = new Gaussians(1000 + video, 0.1).face(0);
            for (int frame = 0; frame < 6; frame++) {
                pictures.add(
                        new LabelledFeatures(
                                video + "-" + frame,
                                video % 2 == 0,
                                "v" + video,
                                seen(List.of(somebody))));
            }
        }

        TrainedHead trained =
                new LinearHeadTraining(
                                Plan.of(TargetKind.FACE, 1, new Threshold.Balanced()),
                                TrainedHeadTest.ANY)
                        .train(pictures, List.of());

        assertThat(trained.evaluation().leakyAccuracy()).isGreaterThan(0.9);
        assertThat(trained.evaluation().accuracy()).isLessThan(0.75);
    }

    @Test
    void aWrongLabelIsAmongTheSurprises() throws UnusableDataException {
        List<LabelledFeatures> pictures = videos(60);
        LabelledFeatures right = pictures.get(0);
        pictures.set(
                0,
                new LabelledFeatures(
                        right.image(), false, right.group(), seen(List.of(faces.face(0)))));

        assertThat(
                        new LinearHeadTraining(
                                        Plan.of(TargetKind.FACE, 1, new Threshold.Balanced()),
                                        TrainedHeadTest.ANY)
                                .train(pictures, List.of())
                                .evaluation()
                                .worst())
                .first()
                .satisfies(worst -> assertThat(worst.image()).isEqualTo(right.image()));
    }

    @Test
    void framesWithoutAFaceScoreAsOftenAsTheyArePositive() throws UnusableDataException {
        List<LabelledFeatures> pictures = videos(30);
        for (int i = 0; i < 99; i++) {
            pictures.add(new LabelledFeatures("z" + i, i < 10, "z" + i / 5, seen(List.of())));
        }

        TrainedHead trained =
                new LinearHeadTraining(
                                Plan.of(TargetKind.FACE, 1, new Threshold.Balanced()),
                                TrainedHeadTest.ANY)
                        .train(pictures, List.of());

        // 10 of the 99, and of those of the videos without anyone.
        assertThat(trained.noFaceScore()).isBetween(0.05, 0.1);
        assertThat(trained.thresholds().balanced()).isGreaterThan(trained.noFaceScore());
    }

    @Test
    void figuresAreMeasuredAtTheThresholdThatWasAskedFor() throws UnusableDataException {
        List<LabelledFeatures> pictures = videos(60);
        TrainedHead strict =
                new LinearHeadTraining(
                                Plan.of(TargetKind.FACE, 1, new Threshold.FalseMatchRate(0)),
                                TrainedHeadTest.ANY)
                        .train(pictures, List.of());

        assertThat(strict.evaluation().confusion().falsePositives()).isZero();
        assertThat(strict.evaluation().threshold())
                .isEqualTo(strict.thresholds().at(new Threshold.FalseMatchRate(0)));
    }

    @Test
    void wholePicturesAreLearnedTheSameWay() throws UnusableDataException {
        List<LabelledFeatures> pictures = new ArrayList<>();
        for (int video = 0; video < 40; video++) {
            boolean positive = video % 2 == 0;
            float[] scene = positive ? faces.face(0) : faces.stranger();
            scene[0] *= 1000;
            pictures.add(
                    new LabelledFeatures(
                            "f" + video,
                            positive,
                            "v" + video,
                            new FrameFeatures(List.of(), List.of(scene))));
        }

        assertThat(
                        new LinearHeadTraining(
                                        Plan.of(TargetKind.SCENE, 1, new Threshold.Balanced()),
                                        TrainedHeadTest.ANY)
                                .train(pictures, List.of())
                                .evaluation()
                                .auc())
                .isGreaterThan(0.95);
    }

    @Test
    void tooFewVideosAreRefusedInPlainWords() {
        List<LabelledFeatures> positives =
                videos(12).stream().filter(LabelledFeatures::positive).toList();
        List<LabelledFeatures> two = List.of(picture(0, 0, true), picture(1, 0, false));
        List<LabelledFeatures> faceless = new ArrayList<>(videos(12));
        faceless.replaceAll(p ->
                p.positive()
                        ? new LabelledFeatures(p.image(), true, p.group(), seen(List.of()))
                        : p);

        for (List<LabelledFeatures> pictures : List.of(positives, two, faceless)) {
            assertThatThrownBy(() ->
                            new LinearHeadTraining(
                                            Plan.of(TargetKind.FACE, 1, new Threshold.Balanced()),
                                            TrainedHeadTest.ANY)
                                    .train(pictures, List.of()))
                    .isInstanceOf(UnusableDataException.class)
                    .hasMessageContaining("at least two videos")
                    .hasMessageContaining("label more images");
        }
    }

    @Test
    void theReportSaysWhatAPersonNeeds() throws UnusableDataException {
        TrainedHead trained =
                new LinearHeadTraining(
                                Plan.of(TargetKind.FACE, 1, new Threshold.Balanced()),
                                TrainedHeadTest.ANY)
                        .train(videos(30), List.of("broken.jpg"));

        assertThat(EvaluationText.of(trained.evaluation()))
                .contains("120 frames (40 positive) from 30 source videos")
                .contains("A random frame-level split would report")
                .contains("predicted positive")
                .contains(trained.evaluation().worst().getFirst().image());
    }

    /** Every picture has a face; whose it is and what is around it are told apart by two seeds. */
    private LabelledFeatures facesAndScene(int video, int frame, boolean face, boolean scene) {
        Gaussians scenes = new Gaussians(77, 1.1);
        boolean positive = video % 2 == 0;
        FrameFeatures seen =
                new FrameFeatures(
                        seen(List.of(face && positive ? faces.face(0) : faces.stranger())).faces(),
                        List.of(scene && positive ? scenes.face(0) : scenes.stranger()));
        return new LabelledFeatures(video + "-" + frame, positive, "v" + video, seen);
    }

    private List<LabelledFeatures> facesAndScenes(boolean face, boolean scene) {
        List<LabelledFeatures> pictures = new ArrayList<>();
        for (int video = 0; video < 50; video++) {
            for (int frame = 0; frame < 4; frame++) {
                pictures.add(facesAndScene(video, frame, face, scene));
            }
        }
        return pictures;
    }

    @Test
    void ofFacesAndSceneTheOneThatKnowsTheTargetCarriesTheDecision() throws UnusableDataException {
        LinearHeadTraining training =
                new LinearHeadTraining(
                        Plan.of(TargetKind.AUTO, 1, new Threshold.Balanced()), TrainedHeadTest.ANY);

        TrainedHead byFace = training.train(facesAndScenes(true, false), List.of());
        TrainedHead byScene = training.train(facesAndScenes(false, true), List.of());

        assertThat(byFace.aucs().keySet())
                .containsExactly(TargetKind.FACE, TargetKind.SCENE, TargetKind.AUTO);
        assertThat(byFace.aucs().get(TargetKind.FACE)).isGreaterThan(0.95);
        assertThat(byFace.aucs().get(TargetKind.SCENE)).isLessThan(0.7);
        assertThat(byFace.kind()).isIn(TargetKind.FACE, TargetKind.AUTO);
        assertThat(byScene.kind()).isIn(TargetKind.SCENE, TargetKind.AUTO);
        assertThat(byScene.evaluation().auc()).isGreaterThan(0.95);
    }

    @Test
    void aSplitByFramesIsMarkedAsOne() throws UnusableDataException {
        TrainedHead trained =
                new LinearHeadTraining(
                                new Plan(
                                        TargetKind.FACE,
                                        SplitStrategy.FRAMES,
                                        1,
                                        new Threshold.Balanced()),
                                TrainedHeadTest.ANY)
                        .train(videos(30), List.of());

        assertThat(trained.evaluation().split()).isEqualTo("frames");
        assertThat(EvaluationText.of(trained.evaluation())).contains("leaks");
    }

    @Test
    void tensOfThousandsOfPicturesAreExaminedOnce() {
        LinearHeadTraining training =
                new LinearHeadTraining(
                        Plan.of(TargetKind.SCENE, 1, new Threshold.Balanced()),
                        TrainedHeadTest.ANY);

        assertThat(training.fits(10_000)).isEqualTo(31 + 11);
        assertThat(training.fits(10_001)).isEqualTo(11 + 1);
    }
}
