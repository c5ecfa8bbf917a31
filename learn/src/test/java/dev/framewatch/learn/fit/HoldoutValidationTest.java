package dev.framewatch.learn.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Vectors hold the index of their image; four consecutive images form a video of one class. */
class HoldoutValidationTest {
    private static final List<String> CLASSES = List.of("none", "cat", "dog");
    private static final int IMAGE_COUNT = 180;

    private final List<List<Example>> learned = new ArrayList<>();

    /** Scores a vector by whether it was trained on, and by the class. */
    private final MulticlassLearner witness =
            (images, classes) -> {
                learned.add(images);
                Set<Float> shown =
                        images.stream()
                                .map(image -> image.vectors().getFirst()[0])
                                .collect(Collectors.toSet());
                return IntStream.range(0, classes.size())
                        .mapToObj(one -> new Witness(shown, one))
                        .toList();
            };

    private record Witness(Set<Float> shown, int one) implements Scorer {
        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public double logit(float[] vector) {
            return shown.contains(vector[0]) ? 100 : one;
        }

        @Override
        public byte[] onnx(PlattScaling calibration) {
            throw new AssertionError("nobody asks for it");
        }
    }

    private static List<Example> images(int count, int perVideo) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    int video = i / perVideo;
                    List<float[]> vectors = List.of(new float[] {i});
                    return new Example(
                            vectors, List.of(), video % 3 > 0, video % 3, "v" + video, 1);
                })
                .toList();
    }

    private static Set<String> groups(List<Example> images, int[] indices) {
        return Arrays.stream(indices)
                .mapToObj(i -> images.get(i).group())
                .collect(Collectors.toSet());
    }

    @Test
    void validatesEveryClassOfOneFitOnHeldOutImages() {
        List<ValidationResult> all =
                new HoldoutValidation().validate(images(IMAGE_COUNT, 4), CLASSES, witness, 1);

        assertThat(learned).hasSize(1);
        assertThat(all).hasSize(3);
        for (int one = 0; one < 3; one++) {
            ValidationResult examined = all.get(one);
            assertThat(examined.validated()).isEqualTo(all.getFirst().validated()).isSorted();
            for (int i = 0; i < IMAGE_COUNT; i++) {
                boolean held = Arrays.binarySearch(examined.validated(), i) >= 0;
                assertThat(Double.valueOf(examined.logits()[i]))
                        .isEqualTo(Double.valueOf(held ? one : Double.NaN));
            }
            assertThat(learned.getFirst()).hasSize(IMAGE_COUNT - examined.validated().length);
        }
    }

    @Test
    void fitsOnceAndValidatesOnHeldOutImages() {
        List<Example> images =
                images(IMAGE_COUNT, 4).stream()
                        .map(image -> image.ofClass(image.positive() ? 1 : 0))
                        .toList();
        List<Integer> fits = new ArrayList<>();
        Learner counting =
                examples -> {
                    fits.add(examples.size());
                    return new Witness(
                            examples.stream()
                                    .map(image -> image.vectors().getFirst()[0])
                                    .collect(Collectors.toSet()),
                            0);
                };

        HoldoutValidation validation = new HoldoutValidation();
        ValidationResult examined = validation.validate(images, counting, 1);

        assertThat(fits)
                .hasSize(validation.fitCount())
                .containsOnly(IMAGE_COUNT - examined.validated().length);
        assertThat(examined.validated()).hasSizeBetween(48, 60).isSorted();
        assertThat(groups(images, examined.validated())).hasSize(examined.validated().length / 4);
        for (int i : examined.validated()) {
            assertThat(examined.logits()[i]).isZero();
        }
        assertThat(Arrays.stream(examined.logits()).filter(Double::isNaN).count())
                .isEqualTo(fits.getFirst().longValue());
    }

    @Test
    void holdsOutThirtyPercentOfEveryClassAndSplitsNoVideo() {
        List<Example> images = images(IMAGE_COUNT, 4);

        HoldoutSplit split = HoldoutSplit.of(images, 3, 0.3, 1);

        Set<String> both = new HashSet<>(groups(images, split.training()));
        both.retainAll(groups(images, split.validation()));
        assertThat(both).isEmpty();
        for (int one = 0; one < 3; one++) {
            int wanted = one;
            assertThat(
                            Arrays.stream(split.validation())
                                    .filter(i -> images.get(i).classIndex() == wanted))
                    .hasSizeBetween(16, 20);
        }
    }

    @Test
    void holdsOutOtherImagesWithAnotherSeed() {
        List<Example> images = images(IMAGE_COUNT, 4);

        assertThat(HoldoutSplit.of(images, 3, 0.3, 1).validation())
                .isEqualTo(HoldoutSplit.of(images, 3, 0.3, 1).validation())
                .isNotEqualTo(HoldoutSplit.of(images, 3, 0.3, 2).validation());
    }

    @Test
    void splitsTwoVideosPerClassWithAnySeed() {
        for (int seed = 0; seed < 50; seed++) {
            HoldoutSplit split = HoldoutSplit.of(images(24, 4), 3, 0.3, seed);

            assertThat(split.validation()).as("one video of each class").hasSize(12);
        }
    }

    @Test
    void rejectsAClassWithASingleVideo() {
        List<Example> images = images(20, 4);

        assertThatThrownBy(() -> HoldoutSplit.of(images, 3, 0.3, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
