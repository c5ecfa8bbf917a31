package dev.framewatch.targets;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.geometry.Box;
import dev.framewatch.targets.FaceCheck.Outcome;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FaceEmbedding;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.SceneFeatures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames with invented faces, which two invented networks describe. */
class ConfirmationTest {
    private static final byte[] HEAD = LinearHead.onnx(new float[] {8, 0}, -4);

    @TempDir private Path folder;

    private final List<Person> frame = new ArrayList<>();
    private int looks;
    private int width = 40;

    /**
     * A face in the frame.
     *
     * @param suspicion the feature that the head weighs: 1 makes a probability of .98, 0 of .02
     * @param embedding by the confirming network
     * @param length of this embedding before it was normalised
     */
    private record Person(float suspicion, float[] embedding, float length) {}

    @Test
    void wellSeenFaceLikeTheReferencesIsConfirmed() throws Exception {
        frame.add(new Person(1, new float[] {0.8f, 0.6f}, 65));

        Score score = score();

        assertThat(score.probability()).isGreaterThan(0.998);
        assertThat(score.unclear()).isFalse();
        assertThat(requireNonNull(score.check()).outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(requireNonNull(score.check()).clarity()).isEqualTo(1);
        assertThat(requireNonNull(score.check()).similarity())
                .isCloseTo(0.707 * 1.4, within(0.001));
    }

    @Test
    void closestReferenceIsNamed() throws Exception {
        frame.add(new Person(1, new float[] {0.6f, 0.8f}, 65));

        FaceCheck check = requireNonNull(score().check());

        assertThat(check.reference()).isEqualTo("b.jpg");
        assertThat(check.referenceSimilarity()).isCloseTo(0.8, within(1e-6));
    }

    @Test
    void wellSeenFaceUnlikeTheReferencesLosesItsScore() throws Exception {
        frame.add(new Person(1, new float[] {-1, 0}, 65));

        Score score = score();

        assertThat(score.probability()).isLessThan(0.02);
        assertThat(score.unclear()).isFalse();
        assertThat(requireNonNull(score.check()).outcome()).isEqualTo(Outcome.CONTRADICTED);
    }

    @Test
    void faceThatIsNotSeenWellKeepsMostOfItsScore() throws Exception {
        frame.add(new Person(1, new float[] {-1, 0}, 30));

        Score score = score();

        assertThat(score.probability()).isBetween(0.9, 0.98);
        assertThat(requireNonNull(score.check()).outcome()).isEqualTo(Outcome.UNCLEAR);
    }

    @Test
    void tinyFaceIsNeitherConfirmedNorVetoed() throws Exception {
        width = 18;
        frame.add(new Person(1, new float[] {0.8f, 0.6f}, 65));

        assertThat(requireNonNull(score().check()).outcome()).isEqualTo(Outcome.UNCLEAR);

        frame.set(0, new Person(1, new float[] {-1, 0}, 65));

        assertThat(score().probability()).isCloseTo(0.982, within(0.001));
    }

    @Test
    void nobodyCanTellWhoAPoorlySeenFaceIsThatMayBeTheTargets() throws Exception {
        frame.add(new Person(0.6f, new float[] {1, 0}, 30));

        assertThat(score().probability()).isBetween(0.69, 0.94);
        assertThat(score().unclear()).isTrue();

        frame.set(0, new Person(0.6f, new float[] {1, 0}, 65));

        assertThat(score().probability()).isGreaterThan(0.9);
        assertThat(score().unclear()).isFalse();
    }

    @Test
    void lessLikelyFaceCountsIfItIsMoreLikeTheReferences() throws Exception {
        frame.add(new Person(0.5f, new float[] {0.96f, -0.28f}, 60));
        frame.add(new Person(0.4f, new float[] {0.8f, 0.6f}, 65));

        assertThat(score().region()).isEqualTo(box(1));
    }

    @Test
    void nextFaceCountsWhereTheMostLikelyOneIsVetoed() throws Exception {
        frame.add(new Person(1.2f, new float[] {-1, 0}, 65));
        frame.add(new Person(0.9f, new float[] {1, 0}, 65));

        Score score = score();

        assertThat(score.region()).isEqualTo(box(1));
        assertThat(requireNonNull(score.check()).isConfirmed()).isTrue();
    }

    @Test
    void faceThatAUserRejectedHasNoScoreHoweverItIsSeen() throws Exception {
        frame.add(new Person(1, new float[] {0.28f, -0.96f}, 30));

        Score score = score();

        assertThat(score.probability()).isZero();
        assertThat(requireNonNull(score.check()).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(requireNonNull(score.check()).reference()).isEqualTo("other.jpg");
    }

    @Test
    void fusedTargetConfirmsTheFaceOfItsPair() throws Exception {
        frame.add(new Person(1.2f, new float[] {-1, 0}, 65));
        frame.add(new Person(0.9f, new float[] {0.8f, 0.6f}, 65));

        Score score = fusedScore();

        assertThat(score.region()).isEqualTo(box(1));
        assertThat(score.probability()).isGreaterThan(0.9);
        assertThat(requireNonNull(score.check()).isConfirmed()).isTrue();
    }

    @Test
    void fusedTargetWithoutAFaceIsScoredByItsScene() throws Exception {
        Score score = fusedScore();

        assertThat(score.check()).isNull();
        assertThat(score.probability()).isCloseTo(0.018, within(0.001));
    }

    @Test
    void confirmedFusionHasAVersionOfItsOwn() throws Exception {
        try (Target target = fused()) {
            assertThat(target.manifest().format())
                    .isEqualTo(TargetManifest.FORMAT_WITH_CONFIRMED_FUSION);
        }
    }

    @Test
    void onlyFacesNearTheThresholdAreLookedAtTwice() throws Exception {
        frame.add(new Person(0, new float[] {1, 0}, 65));

        assertThat(score().check()).isNull();
        assertThat(looks).isZero();
    }

    @Test
    void targetsShareTheSecondLook() throws Exception {
        frame.add(new Person(1, new float[] {1, 0}, 65));

        try (FrameClassifier classifier =
                new FrameClassifier(List.of(target("a"), target("b")), this::extractor)) {
            assertThat(classifier.classify(Images.black(9, 9)))
                    .allMatch(score -> score.check() != null && score.check().isConfirmed());
        }
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void faceHasTheNameOfTheMostSimilarTarget() throws Exception {
        frame.add(new Person(1, new float[] {1, 0}, 65));

        try (FrameClassifier classifier =
                new FrameClassifier(
                        List.of(
                                target("twin", reference("t.jpg", 0.6f, -0.8f)),
                                target("person", reference("p.jpg", 0.96f, 0.28f))),
                        this::extractor)) {
            List<Score> scores = classifier.classify(Images.black(9, 9));

            assertThat(scores.getFirst().probability()).isZero();
            assertThat(requireNonNull(scores.getFirst().check()).outcome())
                    .isEqualTo(Outcome.LESS_LIKELY);
            assertThat(requireNonNull(scores.getFirst().check()).likelier()).isEqualTo("person");
            assertThat(requireNonNull(scores.getLast().check()).isConfirmed()).isTrue();
        }
    }

    @Test
    void twoTargetsOfOnePersonDoNotCompete() throws Exception {
        frame.add(new Person(1, new float[] {1, 0}, 65));

        try (FrameClassifier classifier =
                new FrameClassifier(
                        List.of(
                                target("young", reference("y.jpg", 0.8f, 0.6f)),
                                target("old", reference("o.jpg", 1, 0))),
                        this::extractor)) {
            assertThat(classifier.classify(Images.black(9, 9)))
                    .allMatch(score -> score.probability() > 0.9);
        }
    }

    @Test
    void embeddingThatIsNotANumberGivesNoScore() throws Exception {
        frame.add(new Person(1, new float[] {Float.NaN, 0}, Float.NaN));

        assertThat(score().probability()).isNaN();
    }

    @Test
    void confirmationIsReadBackWithAVersionThatOlderProgramsRefuse() throws Exception {
        try (Target target = target("a")) {
            assertThat(target.manifest().format())
                    .isEqualTo(TargetManifest.FORMAT_WITH_CONFIRMATION);
            assertThat(target.manifest().confirmation()).isEqualTo(Targets.confirmation());
            assertThat(target.lacksConfirmation()).isFalse();
        }
    }

    @Test
    void targetOfAnOlderVersionWorksAndSaysThatNothingConfirmsIt() throws Exception {
        Path file = folder.resolve("old.target");
        TargetFile.write(file, Targets.face("old", HEAD, 2), HEAD);

        assertThat(TargetFile.readManifest(file).format()).isEqualTo(2);
        try (Target target = TargetFile.read(file)) {
            assertThat(target.lacksConfirmation()).isTrue();
        }
    }

    @Test
    void referencesUnlikeTheOthersAreLeftOut() {
        List<FaceReference> mixed =
                List.of(
                        reference("a.jpg", 1, 0),
                        reference("b.jpg", 0.8f, 0.6f),
                        reference("stranger.jpg", -0.6f, 0.8f));

        assertThat(Confirmation.alike(mixed))
                .extracting(FaceReference::name)
                .containsExactly("a.jpg", "b.jpg");
    }

    @Test
    void invalidReferencesAreRejectedByField() {
        assertThatThrownBy(() -> new FaceReference("a.jpg", Targets.ONES, "%"))
                .hasMessageContaining("vector: not valid Base64");
        assertThatThrownBy(() -> reference("a.jpg", 1, 1))
                .hasMessageContaining("vector: must have the length 1");
        assertThatThrownBy(() ->
                        new Confirmation(
                                Targets.face("a", HEAD, 2).backbones(), 0.4, List.of(), List.of()))
                .hasMessageContaining("confirmation: needs landmarks");
    }

    private static FaceReference reference(String name, float... embedding) {
        return FaceReference.of(name, Targets.ONES, embedding);
    }

    private Score score() throws IOException {
        try (FrameClassifier classifier =
                new FrameClassifier(List.of(target("a")), this::extractor)) {
            return classifier.classify(Images.black(9, 9)).getFirst();
        }
    }

    private Score fusedScore() throws IOException {
        try (FrameClassifier classifier = new FrameClassifier(List.of(fused()), this::extractor)) {
            return classifier.classify(Images.black(9, 9)).getFirst();
        }
    }

    /** Returns a target that reads two features of a face, whether there is one, and a scene. */
    private Target fused() throws IOException {
        byte[] head = LinearHead.onnx(new float[] {8, 0, 0, 1}, -5);
        Path file = folder.resolve("fused.target");
        TargetFile.write(file, Targets.confirmedFusion("fused", head, 4), head);
        return TargetFile.read(file);
    }

    private Target target(String name) throws IOException {
        Path file = folder.resolve(name + ".target");
        TargetFile.write(file, Targets.confirmed(name, HEAD, 2), HEAD);
        return TargetFile.read(file);
    }

    private Target target(String name, FaceReference face) throws IOException {
        Path file = folder.resolve(name + ".target");
        Confirmation own = Targets.confirmation().with(List.of(face), List.of());
        TargetFile.write(file, Targets.confirmed(name, HEAD, 2).with(own), HEAD);
        return TargetFile.read(file);
    }

    private FeatureExtractor extractor(Backbones backbones) {
        if (backbones.scene() != null) {
            return new FeatureExtractor(null, null, new Scene());
        }
        return InventedFaces.extractor(
                _ ->
                        IntStream.range(0, frame.size())
                                .mapToObj(i -> new Face(box(i), 0.9f))
                                .toList(),
                face -> embedding(frame.get((int) face.x() / 40), backbones.landmarks() != null));
    }

    /** One feature, the same for every frame. */
    private record Scene() implements SceneFeatures {
        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public List<float[]> extract(RgbImage image) {
            return List.of(new float[] {1});
        }

        @Override
        public void close() {}
    }

    private FaceEmbedding embedding(Person person, boolean confirms) {
        if (!confirms) {
            return new FaceEmbedding(new float[] {person.suspicion, 0}, 1);
        }
        looks++;
        return new FaceEmbedding(person.embedding, person.length);
    }

    private Box box(int index) {
        return new Box(40 * index, 0, width, 40);
    }
}
