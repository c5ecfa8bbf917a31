package dev.framewatch.learn.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.framewatch.file.Sha256;
import dev.framewatch.targets.ModelRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {
    private static final ModelRef BACKBONE = backbone("224x224 /255");
    private static final List<float[]> VECTORS =
            List.of(new float[] {1, -2.5f}, new float[] {0, 3});

    @TempDir Path folder;
    private Path cache;
    private String picture;

    @BeforeEach
    void aPicture() throws IOException {
        cache = folder.resolve("cache");
        picture = picture("content");
    }

    private static ModelRef backbone(String input) {
        return new ModelRef("vgg16", Sha256.of(new byte[] {1}), input);
    }

    private static String picture(String pixels) {
        return Sha256.of(pixels.getBytes(StandardCharsets.UTF_8));
    }

    private FeatureCache cacheOf(ModelRef backbone) {
        return new FeatureCache(cache, backbone, FeatureCache.MAX_BYTES);
    }

    private static List<float[]> never() {
        return fail("computed although it was known");
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void whatWasComputedIsThereForTheNextTraining() throws IOException {
        cacheOf(BACKBONE).of(picture, () -> VECTORS);

        List<float[]> found = cacheOf(BACKBONE).of(picture, FeatureCacheTest::never);

        assertThat(found).usingRecursiveComparison().isEqualTo(VECTORS);
    }

    @Test
    void theContentOfThePictureDecides() throws IOException {
        FeatureCache features = cacheOf(BACKBONE);
        features.of(picture, () -> VECTORS);

        features.of(picture("content"), FeatureCacheTest::never);
        List<float[]> other = List.of(new float[] {7, 7});

        assertThat(features.of(picture("changed"), () -> other)).isEqualTo(other);
    }

    @Test
    void anotherBackboneOrInputDescribesAnew() throws IOException {
        cacheOf(BACKBONE).of(picture, () -> VECTORS);
        List<float[]> other = List.of(new float[] {7});

        List<float[]> found = cacheOf(backbone("448x448 /255")).of(picture, () -> other);

        assertThat(found).isEqualTo(other);
    }

    @Test
    void aDamagedOrCutOffEntryIsComputedAgainAndReplaced() throws IOException {
        for (boolean cut : new boolean[] {true, false}) {
            cacheOf(BACKBONE).of(picture, () -> VECTORS);
            Path entry = kept().getFirst();
            byte[] content = Files.readAllBytes(entry);
            content[content.length - 1] ^= 1;
            Files.write(entry, cut ? new byte[] {1, 2, 3} : content);
            List<Boolean> computed = new ArrayList<>();

            List<float[]> found =
                    cacheOf(BACKBONE)
                            .of(
                                    picture,
                                    () -> {
                                        computed.add(true);
                                        return VECTORS;
                                    });

            assertThat(computed).hasSize(1);
            assertThat(found).isEqualTo(VECTORS);
            cacheOf(BACKBONE).of(picture, FeatureCacheTest::never);
        }
    }

    @Test
    void theLeastRecentlyUsedMakeRoom() throws IOException {
        long entry = 16 + 4L * 1000;
        FeatureCache features = new FeatureCache(cache, BACKBONE, 10 * entry);
        for (int i = 0; i < 40; i++) {
            features.of(picture("picture " + i), () -> List.of(new float[1000]));
            for (Path file : kept()) { // as if a minute had passed since
                long before = Files.getLastModifiedTime(file).toMillis();
                Files.setLastModifiedTime(file, FileTime.fromMillis(before - 60_000));
            }
            assertThat(kept()).hasSizeBetween(1, 10);
        }

        features.of(picture("picture 39"), FeatureCacheTest::never);
        List<float[]> again = List.of(new float[1000]);
        assertThat(features.of(picture("picture 0"), () -> again)).isEqualTo(again);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoTrouble() throws IOException {
        Files.writeString(cache, "a file is in the way");

        assertThat(cacheOf(BACKBONE).of(picture, () -> VECTORS)).isEqualTo(VECTORS);
    }
}
