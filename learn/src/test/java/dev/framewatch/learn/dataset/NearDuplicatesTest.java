package dev.framewatch.learn.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.learn.dataset.NearDuplicates.Pair;
import dev.framewatch.video.RgbImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Thousands of images, compared by their hashes. */
class NearDuplicatesTest {
    private static final int PICTURES = 4000;

    /** Returns random blocks that depend on the scene, with noise that depends on the image. */
    private static ImageDescriptor picture(int scene, int number, int grain) {
        byte[] blocks = new byte[3 * 16 * 16];
        new Random(scene).nextBytes(blocks);
        Random noise = new Random(number);
        byte[] rgb = new byte[3 * 32 * 32];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            int block = pixel / 64 * 16 + pixel % 32 / 2;
            int value = (blocks[3 * block + i % 3] & 0xff) * 3 / 4;
            rgb[i] = (byte) (value + noise.nextInt(grain));
        }
        return ImageDescriptor.of(new RgbImage(32, 32, rgb));
    }

    @Test
    void findsExactlyTheScenesSharedByTwoClasses() {
        List<ImageDescriptor> prints = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            boolean repeats = i % 100 == 99;
            prints.add(picture(repeats ? i - 50 : i, i, 10));
            labels.add(repeats ? "b" : "a");
            if (repeats) {
                expected.add((i - 50) + "-" + i);
            }
        }

        List<Pair> pairs = NearDuplicates.acrossClasses(labels, prints, 3);

        assertThat(pairs.stream().map(pair -> pair.first() + "-" + pair.second()))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(pairs)
                .isSortedAccordingTo((a, b) -> Double.compare(b.similarity(), a.similarity()));
        assertThat(NearDuplicates.acrossClasses(prints.stream().map(_ -> "a").toList(), prints, 3))
                .as("in one class, it is no contradiction")
                .isEmpty();
    }

    @Test
    void limitsThePairsPerImage() {
        List<ImageDescriptor> prints =
                IntStream.range(0, 20).mapToObj(i -> picture(1, i, 10)).toList();
        List<String> labels = IntStream.range(0, 20).mapToObj(i -> i == 0 ? "a" : "b").toList();

        assertThat(NearDuplicates.acrossClasses(labels, prints, 3)).hasSize(3);
    }

    @Test
    void hashPassesSimilarPairsAndFewOthers() {
        List<ImageDescriptor> prints = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            prints.add(picture(i / 10, i, 20 + 14 * (i % 10)));
        }
        SimHash.Limit limit = SimHash.Limit.of(0.5);
        int alike = 0;
        int missed = 0;
        int unlike = 0;
        int passed = 0;
        for (int i = 0; i < prints.size(); i++) {
            for (int j = i + 1; j < prints.size(); j++) {
                boolean may = prints.get(i).edgesMayBeWithin(limit, prints.get(j));
                double edges = prints.get(i).edgeSimilarity(prints.get(j));
                alike += edges >= 0.5 ? 1 : 0;
                missed += edges >= 0.5 && !may ? 1 : 0;
                unlike += edges < 0.2 ? 1 : 0;
                passed += edges < 0.2 && may ? 1 : 0;
            }
        }

        assertThat(alike).isGreaterThan(1000);
        assertThat(missed).isZero();
        assertThat((double) passed / unlike).isLessThan(0.001);
    }

    @Test
    void groupsThousandsOfImagesByVideo() {
        List<LabelledImage> pictures = new ArrayList<>();
        List<ImageDescriptor> prints = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            String name = "f" + i;
            pictures.add(new LabelledImage(name, Path.of(name), "1", true, null));
            prints.add(picture(i % 1000, i, 10)); // frames of a video lie 1000 apart
        }

        List<String> groups = SourceGroups.of(pictures, prints);

        assertThat(new HashSet<>(groups)).hasSizeBetween(990, 1000); // neighbours need little
        assertThat(groups.subList(3000, 4000)).isEqualTo(groups.subList(0, 1000));
    }
}
