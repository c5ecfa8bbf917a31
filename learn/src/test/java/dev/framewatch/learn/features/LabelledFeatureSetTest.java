package dev.framewatch.learn.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.learn.augment.AugmentationPolicy;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelFile;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.SceneFeatures;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LabelledFeatureSetTest {
    @TempDir private Path folder;
    private final AtomicInteger looks = new AtomicInteger();

    /** Frames 2k and 2k+1 are of one video, but for a little noise. */
    @BeforeEach
    void pictures() throws IOException {
        StringBuilder labels = new StringBuilder("Image_ID,Class\n");
        for (int i = 1; i <= 12; i++) {
            Images.writePng(folder.resolve("frame" + i + ".png"), frame(i / 2, i));
            labels.append("frame%d.png,%d%n".formatted(i, i / 2 % 2));
        }
        Files.writeString(folder.resolve("labels.csv"), labels);
    }

    private static RgbImage frame(int video, int noise) {
        return Images.confetti(
                video,
                120,
                200,
                255,
                draw -> {
                    draw.setColor(Color.GRAY);
                    draw.fillRect(noise, noise, 3, 3);
                });
    }

    /** The mean of all bytes. */
    private class Lightness implements SceneFeatures {
        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public List<float[]> extract(RgbImage picture) {
            looks.incrementAndGet();
            long sum = 0;
            for (byte value : picture.rgb()) {
                sum += value & 0xff;
            }
            return List.of(new float[] {(float) sum / picture.rgb().length});
        }

        @Override
        public void close() {}
    }

    private Dataset dataset() throws IOException {
        return LabelFile.read(folder.resolve("labels.csv"), folder, null);
    }

    private LabelledFeatureSet album(SceneFeatures features)
            throws IOException, InterruptedException {
        return LabelledFeatureSet.of(
                dataset(), new FeatureExtractor(null, null, features), ProgressListener.SILENT);
    }

    @Test
    void everyPictureIsLookedAtOnceAndStaysInTheOrderOfTheNames() throws Exception {
        LabelledFeatureSet featureSet = album(new Lightness());

        assertThat(looks).hasValue(12);
        assertThat(featureSet.pictures())
                .extracting(LabelledImage::name)
                .startsWith("frame1.png", "frame2.png", "frame3.png")
                .endsWith("frame12.png");
        assertThat(featureSet.features())
                .extracting(LabelledFeatures::image)
                .isEqualTo(featureSet.pictures().stream().map(LabelledImage::name).toList());
        assertThat(featureSet.unreadable()).isEmpty();
    }

    @Test
    void picturesOfOneVideoAreFoundToBelongTogether() throws Exception {
        List<String> groups = album(new Lightness()).groups();

        assertThat(groups).hasSize(12);
        assertThat(groups.stream().distinct()).hasSize(7);
        for (int i = 2; i <= 10; i += 2) {
            assertThat(groups.get(i - 1)).as("frames %d, %d", i, i + 1).isEqualTo(groups.get(i));
        }
    }

    @Test
    void pictureThatCannotBeReadIsNamedWithTheReasonAndTheOthersStay() throws Exception {
        Files.writeString(folder.resolve("frame3.png"), "<html>");

        LabelledFeatureSet featureSet = album(new Lightness());

        assertThat(featureSet.unreadable()).singleElement().asString().startsWith("frame3.png: ");
        assertThat(featureSet.features()).hasSize(11);
        assertThat(featureSet.groups()).hasSize(11);
    }

    @Test
    void copiesOfFacesOnlyTakeNoTimeForScenes() throws Exception {
        try (SpillableVectorStore scenes = new SpillableVectorStore(folder, 0)) {
            LabelledFeatureSet featureSet =
                    LabelledFeatureSet.of(
                            dataset(),
                            new FeatureExtractor(null, null, new Lightness()),
                            AugmentationPolicy.parse("brightness=0.3..0.5:2", 1),
                            LabelledFeatureSet.CopyFeatures.FACES,
                            scenes,
                            ProgressListener.SILENT);

            assertThat(looks).hasValue(12);
            assertThat(featureSet.features()).allMatch(one -> one.copies().size() == 2);
            assertThat(
                            LabelledFeatures.examples(
                                    TargetKind.SCENE, featureSet.features(), featureSet.groups()))
                    .allMatch(example -> example.copies().isEmpty());
        }
    }

    @Test
    void progressGoesFromTheFirstPictureToTheLast() throws Exception {
        List<Long> done = new ArrayList<>();
        ProgressListener progress = (_, now, total) -> done.add(now * 100 + total);

        LabelledFeatureSet.of(
                dataset(), new FeatureExtractor(null, null, new Lightness()), progress);

        assertThat(done).isSorted().startsWith(12L).endsWith(1212L);
    }

    @Test
    void aNetworkThatFailsEndsIt() {
        SceneFeatures failing =
                new Lightness() {
                    @Override
                    public List<float[]> extract(RgbImage picture) {
                        throw new IllegalStateException("the network failed");
                    }
                };

        assertThatThrownBy(() -> album(failing)).hasMessage("the network failed");
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        SceneFeatures endless =
                new Lightness() {
                    @Override
                    public List<float[]> extract(RgbImage picture) {
                        busy.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return super.extract(picture);
                    }
                };
        List<Throwable> thrown = new ArrayList<>();
        Thread looking =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                album(endless);
                            } catch (InterruptedException | IOException e) {
                                thrown.add(e);
                            }
                        });
        busy.await();
        looking.interrupt();
        looking.join();

        assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
    }

    @Test
    void changedCopiesAreDescribedBesideTheirPicture() throws Exception {
        AugmentationPolicy darker = AugmentationPolicy.parse("brightness=0.3..0.5:2", 1);

        try (SpillableVectorStore scenes = new SpillableVectorStore(folder, 0)) {
            LabelledFeatureSet featureSet =
                    LabelledFeatureSet.of(
                            dataset(),
                            new FeatureExtractor(null, null, new Lightness()),
                            darker,
                            scenes,
                            ProgressListener.SILENT);

            assertThat(featureSet.features()).isNotEmpty();
            for (LabelledFeatures seen : featureSet.features()) {
                float light = seen.features().scene().getFirst()[0];
                assertThat(seen.copies()).hasSize(2);
                for (FrameFeatures copy : seen.copies()) {
                    assertThat(copy.scene().getFirst()[0]).isBetween(0.25f * light, 0.55f * light);
                }
            }
        }
    }

    @Test
    void aPictureThatTheBackboneMakesNoNumbersOfIsLeftOutByName() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        SceneFeatures flawed =
                new Lightness() {
                    @Override
                    public List<float[]> extract(RgbImage picture) {
                        return asked.incrementAndGet() == 5
                                ? List.of(new float[] {Float.NaN})
                                : super.extract(picture);
                    }
                };

        LabelledFeatureSet featureSet = album(flawed);

        assertThat(featureSet.features()).hasSize(11);
        assertThat(featureSet.unreadable())
                .singleElement()
                .asString()
                .matches("frame\\d+\\.png: the backbone returns NaN for it, .*");
    }
}
