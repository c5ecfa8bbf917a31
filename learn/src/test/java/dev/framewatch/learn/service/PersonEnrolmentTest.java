package dev.framewatch.learn.service;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.RefusedException;
import dev.framewatch.learn.service.EnrolmentService.Enrolled;
import dev.framewatch.learn.service.EnrolmentService.Request;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.TestModels;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Targets;
import dev.framewatch.testing.Tutorial;
import dev.framewatch.video.ImageFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real photos of several people, with the real networks. */
class PersonEnrolmentTest {
    @TempDir private Path folder;
    private TargetStore targets;

    @BeforeEach
    void requireDataAndModels() {
        Tutorial.people();
        for (String id : List.of("faceboxes", "facemesh", "mobilefacenet")) {
            TestModels.obtain(id);
        }
        targets = new TargetStore(folder);
    }

    @Test
    void photosAreAddedAndRemovedAndLookAlikesRejected() throws Exception {
        String other = photo("donald_trump", 9);
        enrol(false, photos("donald_trump", 1, 5), List.of());

        Enrolled added = enrol(true, List.of(photo("donald_trump", 6), other), List.of());
        assertThat(added.used()).isEqualTo(7);

        Enrolled removed = enrol(false, List.of(), List.of(other));
        assertThat(removed.used()).isEqualTo(6);
        assertThat(removed.rejected()).isZero();

        Enrolled apart = enrol(false, List.of(), List.of(photo("bill_clinton", 1)));
        assertThat(apart.rejected()).isEqualTo(1);
        assertThat(names())
                .containsExactly("01.jpg", "02.jpg", "03.jpg", "04.jpg", "05.jpg", "06.jpg");

        Score person = score(photo("donald_trump", 10));
        Score lookAlike = score(photo("bill_clinton", 2));
        assertThat(person.probability()).isGreaterThan(0.5);
        assertThat(requireNonNull(person.check()).isConfirmed()).isTrue();
        assertThat(lookAlike.probability()).isLessThan(0.5);
    }

    @Test
    void thePersonCannotBeRejected() throws Exception {
        enrol(false, photos("barack_obama", 1, 3), List.of());

        assertThatThrownBy(() -> enrol(false, List.of(), List.of(photo("barack_obama", 4))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("04.jpg: its face is like those of the target");
    }

    @Test
    void onePhotoIsWeak() throws Exception {
        assertThat(enrol(false, photos("barack_obama", 1, 1), List.of()).warnings())
                .singleElement()
                .asString()
                .contains("one photo makes a weak target");
    }

    @Test
    void trainedTargetKeepsItsHeadWhenAFaceIsRejected() throws Exception {
        enrol(false, photos("barack_obama", 1, 3), List.of());
        Confirmation real = confirmation();
        byte[] head = LinearHead.onnx(new float[] {1, 0}, 0);
        targets.save(Targets.face("person", head, 2).with(real), head);

        enrol(false, List.of(), List.of(photo("bill_clinton", 1)));

        assertThat(confirmation().rejected()).hasSize(1);
        try (Target target = targets.open("person")) {
            assertThat(target.manifest().dimensions()).isEqualTo(2);
        }
    }

    @Test
    void targetWithoutPhotosIsRefusedWithTheWayOut() throws Exception {
        byte[] head = LinearHead.onnx(new float[] {1, 0}, 0);
        targets.save(Targets.face("person", head, 2), head);

        assertThatThrownBy(() -> enrol(true, photos("barack_obama", 1, 1), List.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("make it again from all its photos");
    }

    private Enrolled enrol(boolean add, List<String> photos, List<String> others) throws Exception {
        return new EnrolmentService(targets, TestModels.store(), EnrolmentServiceTest::nothing)
                .enrol(
                        new Request.Person("person", photos, null, add, others),
                        ProgressListener.SILENT);
    }

    private Confirmation confirmation() {
        try (Target target = targets.open("person")) {
            return requireNonNull(target.manifest().confirmation());
        }
    }

    private List<String> names() {
        return confirmation().references().stream().map(FaceReference::name).toList();
    }

    private Score score(String photo) throws Exception {
        BackboneLoader models = new BackboneLoader(TestModels.store(), ProgressListener.SILENT);
        try (FrameClassifier classifier =
                new FrameClassifier(List.of(targets.open("person")), models::open)) {
            return classifier.classify(ImageFiles.read(Path.of(photo))).getFirst();
        }
    }

    private static List<String> photos(String person, int first, int last) {
        List<String> photos = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            photos.add(photo(person, i));
        }
        return photos;
    }

    private static String photo(String person, int number) {
        return Tutorial.people().resolve(person).resolve("%02d.jpg".formatted(number)).toString();
    }
}
