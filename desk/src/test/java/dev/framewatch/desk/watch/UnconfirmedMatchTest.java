package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.geometry.Box;
import dev.framewatch.home.Home;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.InventedFaces;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Targets;
import dev.framewatch.verdict.LightClips;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FaceEmbedding;
import dev.framewatch.vision.FeatureExtractor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person whose face is in every light frame of a clip, in a target that confirms its matches. */
class UnconfirmedMatchTest {
    private static final byte[] HEAD = LinearHead.onnx(new float[] {8, 0}, -4);

    @TempDir private Path folder;

    /** The length of the second network's embedding: short if the face is not seen well. */
    private float length = 30;

    private TestDesk desk;

    @BeforeEach
    void aDesk() throws Exception {
        desk = new TestDesk(folder.resolve("home"));
        TargetStore targets = new TargetStore(desk.home().resolve("targets"));
        targets.remove("light");
        targets.save(Targets.confirmed("person", HEAD, 2), HEAD);
        desk.models = this::extractor;
        desk.feed.add(desk.post("1", LightClips.write(folder.resolve("clip.mp4"), "++++")));
    }

    @Test
    void matchThatNothingConfirmsAwaitsReviewWithItsFrames() throws Exception {
        once();

        Sighting sighting = waiting().getFirst();
        assertThat(sighting.verdict()).isEqualTo("undecided");
        assertThat(desk.home().resolve(sighting.evidence()).resolve("evidence.json"))
                .content()
                .contains("\"verdict\" : \"undecided\"");
        try (var files = Files.list(desk.home().resolve(sighting.evidence()))) {
            assertThat(files).anyMatch(file -> file.toString().endsWith(".jpg"));
        }
    }

    @Test
    void matchThatIsConfirmedIsOne() throws Exception {
        length = 65;

        once();

        assertThat(waiting()).extracting(Sighting::verdict).containsExactly("match");
    }

    private void once() throws Exception {
        try (TestDesk.Opened opened = desk.open()) {
            assertThat(opened.once())
                    .as("%s %s %s", desk.notes, desk.posts(), desk.concerns())
                    .isTrue();
        }
    }

    private List<Sighting> waiting() throws Exception {
        try (Database database = Database.open(Home.in(desk.home()))) {
            return database.read(handle -> new SightingRepository(handle).unreviewed(10));
        }
    }

    private FeatureExtractor extractor(Backbones backbones) {
        boolean confirms = backbones.landmarks() != null;
        return InventedFaces.extractor(
                UnconfirmedMatchTest::faceIfLight,
                _ -> new FaceEmbedding(new float[] {1, 0}, confirms ? length : 1));
    }

    private static List<Face> faceIfLight(RgbImage image) {
        boolean isLight = (image.rgb()[0] & 0xff) > 127;
        return isLight
                ? List.of(new Face(new Box(0, 0, image.width(), image.height()), 1))
                : List.of();
    }
}
