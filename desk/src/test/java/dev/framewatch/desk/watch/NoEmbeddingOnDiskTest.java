package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.search.FoundPost;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.PostSearchService;
import dev.framewatch.desk.service.PostSearchService.Recording;
import dev.framewatch.desk.service.PostSearchService.Request;
import dev.framewatch.geometry.Box;
import dev.framewatch.home.Home;
import dev.framewatch.targets.InvalidTargetException;
import dev.framewatch.targets.InventedFaces;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Targets;
import dev.framewatch.verdict.LightClips;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FaceEmbedding;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what a user has enrolled is remembered: faces of others are compared and forgotten. */
class NoEmbeddingOnDiskTest {
    private static final byte[] HEAD = LinearHead.onnx(new float[] {8, 0}, -4);

    @TempDir private Path folder;

    /** Every embedding that was computed. */
    private final Set<FaceEmbedding> seen = ConcurrentHashMap.newKeySet();

    private final Random random = new Random(1);

    private synchronized FaceEmbedding embed() {
        double angle = random.nextDouble(-0.5, 0.5); // like the target's
        FaceEmbedding embedding =
                new FaceEmbedding(
                        new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}, 30);
        seen.add(embedding);
        return embedding;
    }

    private FeatureExtractor extractor() {
        return InventedFaces.extractor(
                image -> List.of(new Face(new Box(0, 0, image.width(), image.height()), 1)),
                _ -> embed());
    }

    @Test
    void noEmbeddingOfAFaceThatWasSeenIsAnywhereInTheHome() throws Exception {
        TestDesk desk = new TestDesk(folder.resolve("home"));
        TargetStore targets = new TargetStore(desk.home().resolve("targets"));
        targets.remove("light");
        targets.save(Targets.confirmed("person", HEAD, 2), HEAD);
        desk.models = _ -> extractor();
        desk.feed.add(desk.post("1", LightClips.write(folder.resolve("a.mp4"), "++++++++")));
        desk.feed.add(desk.post("2", LightClips.write(folder.resolve("b.mp4"), "--------")));
        Files.writeString(Home.in(desk.home()).watchFile(), "storyboards: 7d\n");
        try (TestDesk.Opened opened = desk.open(WatchSettingsFile.of(Home.in(desk.home())))) {
            opened.once();
            assertThatNoneIsIn(desk.home());
        }
        desk.clock.advance(Duration.ofHours(1));
        new PostSearchService(
                        new DeskServices.Environment(
                                Home.in(desk.home()), desk.clock, Map.of("PATH", ""), "test"),
                        _ -> extractor())
                .search(
                        new Request(List.of("person"), null, Recording.SIGHTINGS, false, "anna"),
                        new Silent());
        assertThat(desk.sightings()).isNotEmpty();
        assertThat(seen).hasSizeGreaterThan(16);
        assertThatNoneIsIn(desk.home());
    }

    @Test
    void thisTestFindsAnEmbeddingInAFile() throws IOException {
        FaceEmbedding embedding = embed();
        ByteBuffer bytes = ByteBuffer.allocate(11).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(3, embedding.vector()[0]).putFloat(7, embedding.vector()[1]);
        Files.write(folder.resolve("database"), bytes.array());
        assertThat(filesWithEmbeddings(folder)).containsExactly(folder.resolve("database"));
    }

    private void assertThatNoneIsIn(Path home) throws IOException {
        assertThat(filesWithEmbeddings(home)).isEmpty();
    }

    /** Returns the files with two successive values of an embedding, in either byte order. */
    private List<Path> filesWithEmbeddings(Path below) throws IOException {
        Set<Long> patterns = new HashSet<>();
        for (FaceEmbedding embedding : seen) {
            ByteBuffer bytes = ByteBuffer.allocate(8);
            for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
                bytes.order(order)
                        .putFloat(0, embedding.vector()[0])
                        .putFloat(4, embedding.vector()[1]);
                patterns.add(bytes.order(ByteOrder.BIG_ENDIAN).getLong(0));
            }
        }
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> contains(file, patterns))
                    .toList();
        }
    }

    private static boolean contains(Path file, Set<Long> patterns) {
        try {
            long window = 0;
            int count = 0;
            for (byte next : Files.readAllBytes(file)) {
                window = window << 8 | (next & 0xff);
                count++;
                if (count >= 8 && patterns.contains(window)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Silent implements PostSearchService.Listener {
        @Override
        public void searched(int videos, int ofVideos) {}

        @Override
        public void found(FoundPost post) {}

        @Override
        public void expired(String target) {}

        @Override
        public void invalidTarget(InvalidTargetException problem) {}
    }
}
