package dev.framewatch.learn.service;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.geometry.Box;
import dev.framewatch.learn.service.CorrectionService.Correction;
import dev.framewatch.learn.service.CorrectionService.Outcome;
import dev.framewatch.learn.service.CorrectionService.RejectedFace;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.TestModels;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.FaceCheck;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Targets;
import dev.framewatch.testing.Tutorial;
import dev.framewatch.video.ImageFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionServiceTest {
    private static final String SIGHTING = "3f2a91c04b77";

    @TempDir private Path folder;
    private TargetStore targets;

    @BeforeEach
    void store() {
        targets = new TargetStore(folder);
    }

    @Test
    void aRejectedFaceIsQuietAtOnceAndItsAnswerCanBeTakenBack() throws Exception {
        List<String> photos =
                IntStream.rangeClosed(1, 4).mapToObj(i -> photo("bill_clinton", i)).toList();
        new EnrolmentService(targets, TestModels.store(), EnrolmentServiceTest.OFFLINE)
                .enrol(
                        new EnrolmentService.Request.Person("person", photos, null),
                        ProgressListener.SILENT);
        // Taken for the person, whatever the photo: the confirmation alone knows better.
        byte[] head = LinearHead.onnx(new float[192], 5);
        TargetManifest enrolled = manifest();
        targets.save(certain(enrolled, head), head);
        Path lookAlike = Path.of(photo("donald_trump", 10));
        Score taken = score(lookAlike);
        assertThat(taken.probability()).isGreaterThan(0.9);
        byte[] before = Files.readAllBytes(targets.file("person"));

        Outcome outcome = apply(rejection(lookAlike, (Box) requireNonNull(taken.region())));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Applied.class,
                        applied -> {
                            assertThat(applied.faces()).isEqualTo(1);
                            assertThat(applied.narrows()).isTrue();
                        });
        assertThat(score(lookAlike).probability()).isZero();
        assertThat(requireNonNull(score(lookAlike).check()).outcome())
                .isEqualTo(FaceCheck.Outcome.REJECTED);
        assertThat(rejected()).containsExactly("review/" + SIGHTING + "-0.00.jpg");

        apply(new Correction.Withdrawal("person", SIGHTING));
        assertThat(targets.file("person")).hasBinaryContent(before);

        Path own = Path.of(photos.getFirst());
        Box face = (Box) requireNonNull(score(own).region());
        assertThat(apply(rejection(own, face)))
                .isInstanceOfSatisfying(
                        Outcome.NotApplied.class,
                        unable ->
                                assertThat(unable.reason()).contains("would make the target miss"));
        assertThat(targets.file("person")).hasBinaryContent(before);
    }

    @Test
    void whatCannotKnowFacesSaysSo() throws Exception {
        byte[] head = LinearHead.onnx(new float[] {1}, 0);
        ModelRef scene = new ModelRef("scene", Targets.ONES, "224");
        targets.save(Targets.scene("person", scene, head, 0), head);
        assertThat(reason()).contains("looks at whole frames");

        byte[] faceHead = LinearHead.onnx(new float[] {1, 0}, 0);
        targets.save(Targets.face("person", faceHead, 2), faceHead);
        assertThat(reason()).contains("made by an older version");

        targets.save(Targets.confirmed("person", faceHead, 2), faceHead);
        assertThat(reason()).contains("no frame of it with a face is kept");

        targets.remove("person");
        assertThat(reason()).contains("no target 'person'");
        assertThat(apply(new Correction.Withdrawal("person", SIGHTING)))
                .isInstanceOfSatisfying(
                        Outcome.Applied.class,
                        applied -> assertThat(applied.isChanged()).isFalse());
    }

    private String reason() throws Exception {
        return ((Outcome.NotApplied) apply(new Correction.Rejection("person", SIGHTING, List.of())))
                .reason();
    }

    private Outcome apply(Correction correction) throws Exception {
        try (CorrectionService service = new CorrectionService(targets, TestModels.store())) {
            return service.apply(correction, ProgressListener.SILENT);
        }
    }

    private static Correction rejection(Path photo, Box face) {
        return new Correction.Rejection(
                "person", SIGHTING, List.of(new RejectedFace(SIGHTING + "-0.00.jpg", photo, face)));
    }

    private TargetManifest manifest() {
        try (var target = targets.open("person")) {
            return target.manifest();
        }
    }

    private static TargetManifest certain(TargetManifest enrolled, byte[] head) {
        Confirmation confirmation = requireNonNull(enrolled.confirmation());
        TargetManifest plain = Targets.face("person", head, 192);
        return new TargetManifest(
                TargetManifest.FORMAT_WITH_CONFIRMATION,
                "person",
                plain.kind(),
                plain.labels(),
                enrolled.backbones(),
                192,
                plain.head(),
                List.of(),
                confirmation,
                plain.calibration(),
                plain.noFaceScore(),
                0,
                plain.thresholds(),
                plain.evaluation(),
                1);
    }

    private List<String> rejected() {
        return requireNonNull(manifest().confirmation()).rejected().stream()
                .map(FaceReference::name)
                .toList();
    }

    private Score score(Path photo) throws Exception {
        BackboneLoader models = new BackboneLoader(TestModels.store(), ProgressListener.SILENT);
        try (FrameClassifier classifier =
                new FrameClassifier(List.of(targets.open("person")), models::open)) {
            return classifier.classify(ImageFiles.read(photo)).getFirst();
        }
    }

    private static String photo(String person, int number) {
        for (String id : List.of("faceboxes", "facemesh", "mobilefacenet")) {
            TestModels.obtain(id);
        }
        return Tutorial.people().resolve(person).resolve("%02d.jpg".formatted(number)).toString();
    }
}
