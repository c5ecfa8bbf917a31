package dev.framewatch.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.TestModels;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.testing.Images;
import dev.framewatch.testing.Tutorial;
import dev.framewatch.video.Frame;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FaceEmbedding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoClassifierTest {
    private static final byte[] HEAD = LinearHead.onnx(new float[] {8, 0}, -4);
    private static final Face FACE = new Face(new Box(10, 10, 40, 40), 0.9f);
    private static final RgbImage EMPTY = Images.black(320, 256);
    private static final RgbImage STRIPED = Images.of(320, 256, VideoClassifierTest::stripes);
    private static final RgbImage STRIPED_AND_CORNER =
            Images.of(
                    320,
                    256,
                    (x, y) -> x > 280 && y > 200 && (x + y) % 4 < 2 ? 0xffffff : stripes(x, y));

    @TempDir private Path folder;
    private int searches;
    private int embeddings;
    private boolean fails;

    /** Texture where the face is. */
    private static int stripes(int x, int y) {
        return x < 100 && y < 100 && x % 4 < 2 ? 0xffffff : 0;
    }

    private List<Double> scores(RgbImage... frames) throws Exception {
        Path file = folder.resolve("someone.target");
        TargetFile.write(file, Targets.face("someone", HEAD, 2), HEAD);
        try (FrameClassifier frame =
                        new FrameClassifier(
                                List.of(TargetFile.read(file)),
                                _ -> InventedFaces.extractor(this::faces, this::embedding));
                ExecutorService executor = Executors.newFixedThreadPool(2)) {
            return scores(frame, executor, List.of(frames));
        }
    }

    private static List<Double> scores(
            FrameClassifier frame, ExecutorService executor, List<RgbImage> images) {
        VideoClassifier video = new VideoClassifier(frame, executor);
        return images.stream().map(video::next).toList().stream()
                .map(future -> future.join().getFirst().probability())
                .toList();
    }

    private List<Face> faces(RgbImage image) {
        searches++;
        if (fails) {
            fails = false;
            throw new IllegalStateException("the detector fails once");
        }
        return List.of(FACE);
    }

    private FaceEmbedding embedding(Box face) {
        embeddings++;
        return new FaceEmbedding(new float[] {1, 0}, 60);
    }

    @Test
    void nothingIsComputedForAFrameWithoutChanges() throws Exception {
        List<Double> scores = scores(STRIPED, STRIPED, STRIPED);

        assertThat(scores).hasSize(3).allMatch(score -> score.equals(scores.getFirst()));
        assertThat(searches).isEqualTo(1);
        assertThat(embeddings).isEqualTo(1);
    }

    @Test
    void faceAwayFromAChangeIsDescribedOnce() throws Exception {
        assertThat(scores(STRIPED, STRIPED_AND_CORNER)).hasSize(2).allMatch(score -> score > 0.9);
        assertThat(searches).isEqualTo(2);
        assertThat(embeddings).isEqualTo(1);
    }

    @Test
    void searchStartsAgainAfterAFailure() throws Exception {
        fails = true;

        List<Double> scores = scores(STRIPED, STRIPED);

        assertThat(scores.getFirst()).isNaN();
        assertThat(scores.getLast()).isGreaterThan(0.9);
    }

    @Test
    void frameOfASingleColourNeedsNoSearch() throws Exception {
        assertThat(scores(EMPTY)).hasSize(1);
        assertThat(searches).isZero();
    }

    /** The weights of the head are invented: they make any difference of embeddings visible. */
    @Test
    void realFramesHaveTheScoresOfAnExhaustiveSearch() throws Exception {
        BackboneLoader models = new BackboneLoader(TestModels.store(), ProgressListener.SILENT);
        Backbones backbones =
                Backbones.faces(
                        models.reference("faceboxes", ModelRole.FACE_DETECTOR),
                        models.reference("faceres", ModelRole.FACE_EMBEDDING));
        float[] weights = new float[1024];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % 7 - 3;
        }
        byte[] head = LinearHead.onnx(weights, 0);
        Path file = folder.resolve("real.target");
        TargetFile.write(file, Targets.face("real", head, weights.length), head);
        List<RgbImage> frames = frames(Tutorial.video("Trump.mp4"), 6);
        try (FrameClassifier frame =
                        new FrameClassifier(
                                List.of(TargetFile.read(file)), _ -> models.open(backbones));
                ExecutorService executor = Executors.newFixedThreadPool(2)) {
            List<Double> some = scores(frame, executor, frames);

            for (int i = 0; i < frames.size(); i++) {
                Score all = frame.classify(frames.get(i)).getFirst();
                assertThat(some.get(i)).isCloseTo(all.probability(), within(0.05));
            }
        }
    }

    private static List<RgbImage> frames(Path video, int count) throws Exception {
        List<RgbImage> images = new ArrayList<>();
        try (VideoDecoder decoder = new VideoDecoder();
                FrameStream stream = decoder.open(video, Sampling.every(1))) {
            for (Frame frame = stream.next();
                    frame != null && images.size() < count;
                    frame = stream.next()) {
                images.add(frame.image());
            }
        }
        return images;
    }
}
