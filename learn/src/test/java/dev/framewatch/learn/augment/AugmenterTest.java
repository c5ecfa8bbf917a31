package dev.framewatch.learn.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each change does what it says, on pictures made for it. */
class AugmenterTest {
    private static final int WIDTH = 90;
    private static final int HEIGHT = 160;

    private static Augmenter augmenter(String how) {
        return new Augmenter(new AugmentationPolicy(Augmentation.parse(how), 16, 1));
    }

    private static RgbImage copy(String how, RgbImage image, int index) {
        try (Augmenter augmenter = augmenter(how)) {
            return augmenter.copy(image, index);
        }
    }

    private static RgbImage copy(String how, RgbImage image) {
        return copy(how, image, 0);
    }

    private static List<String> changes(String how, RgbImage image, int index) {
        try (Augmenter augmenter = augmenter(how)) {
            return augmenter.changes(image, index);
        }
    }

    /** Grey ground with a white square, {@code side} pixels, about the middle. */
    private static RgbImage square(int width, int height, int side) {
        int left = (width - side) / 2;
        int top = (height - side) / 2;
        return Images.drawn(
                width,
                height,
                draw -> {
                    draw.setColor(new Color(0x3c3c3c));
                    draw.fillRect(0, 0, width, height);
                    draw.setColor(new Color(0xf0f0f0));
                    draw.fillRect(left, top, side, side);
                });
    }

    /** Red from left to right, green from top to bottom. */
    private static RgbImage slope(int width, int height) {
        return Images.of(
                width, height, (x, y) -> Images.colour(x * 255 / width, y * 255 / height, 0));
    }

    private static RgbImage noise(int seed) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        new Random(seed).nextBytes(rgb);
        return new RgbImage(WIDTH, HEIGHT, rgb);
    }

    private static double mean(RgbImage image) {
        double sum = 0;
        for (byte value : image.rgb()) {
            sum += value & 0xff;
        }
        return sum / image.rgb().length;
    }

    private static int red(RgbImage image, int x, int y) {
        return image.rgb()[3 * (y * image.width() + x)] & 0xff;
    }

    private static long white(RgbImage image) {
        return IntStream.range(0, image.width() * image.height())
                .filter(i -> (image.rgb()[3 * i] & 0xff) > 150)
                .count();
    }

    private static double difference(RgbImage one, RgbImage other) {
        double sum = 0;
        for (int i = 0; i < one.rgb().length; i++) {
            sum += Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
        }
        return sum / one.rgb().length;
    }

    @Test
    void withoutAnyChangeACopyIsThePicture() {
        assertThat(copy("none", noise(1), 3).rgb()).isEqualTo(noise(1).rgb());
        assertThat(changes("none", noise(1), 3)).isEmpty();
    }

    @Test
    void aFlippedCopyIsMirroredExactlyAndHalfOfThemAre() {
        RgbImage image = noise(1);
        int mirrored = 0;
        for (int i = 0; i < 16; i++) {
            RgbImage copy = copy("flip", image, i);
            boolean flipped = changes("flip", image, i).contains("mirrored");
            mirrored += flipped ? 1 : 0;
            for (int x = 0; x < WIDTH; x++) {
                assertThat(red(copy, x, 17)).isEqualTo(red(image, flipped ? WIDTH - 1 - x : x, 17));
            }
        }
        assertThat(mirrored).isBetween(4, 12);
    }

    @Test
    void brightnessMultipliesTheMean() {
        RgbImage image = slope(WIDTH, HEIGHT);

        assertThat(mean(copy("brightness=0.5", image)) / mean(image)).isCloseTo(0.5, within(.01));
        assertThat(mean(copy("brightness=3", image))).isLessThan(3 * mean(image)); // clipped
        assertThat(changes("brightness=0.5", image, 0))
                .containsExactly("brightness \u00d7\u00a00.50");
    }

    @Test
    void aZoomBelowOneEnlargesAsWithKeras() {
        RgbImage image = square(WIDTH, HEIGHT, 20);

        assertThat(white(copy("zoom=0.5", image))).isCloseTo(1600, within(100L));
        assertThat(white(copy("zoom=2", image))).isCloseTo(100, within(30L));
        assertThat(copy("zoom=0.5", image).width()).isEqualTo(WIDTH);
    }

    @Test
    void whatAZoomLaysBareRepeatsTheEdge() {
        RgbImage image = slope(WIDTH, HEIGHT);

        RgbImage smaller = copy("zoom=2", image);

        assertThat(red(smaller, 0, 80)).isEqualTo(red(image, 0, 80));
        assertThat(red(smaller, 10, 80)).isEqualTo(red(image, 0, 80));
        assertThat(red(smaller, WIDTH - 1, 80)).isEqualTo(red(image, WIDTH - 1, 80));
    }

    @Test
    void shearMovesRowsByTheSineOfTheAngleAsWithKeras() {
        RgbImage image = slope(161, 161);
        RgbImage sheared = AffineWarp.of(30, 1, 1, false).apply(image, CropRect.whole(image));

        // row = y - sin(30) x, column = cos(30) x, from the centre (80, 80).
        int at = 3 * (80 * 161 + 120);
        int column = sheared.rgb()[at] & 0xff;
        int row = sheared.rgb()[at + 1] & 0xff;
        assertThat(column).isCloseTo((int) ((80 + 40 * 0.866) * 255 / 161), within(2));
        assertThat(row).isCloseTo((80 - 20) * 255 / 161, within(2));
    }

    @Test
    void aCropIsAPartOfThePictureWithItsPixelsUntouched() {
        RgbImage image = noise(2);

        RgbImage part = copy("crop=0.5", image);

        assertThat(part.width()).isEqualTo(WIDTH / 2);
        assertThat(part.height()).isEqualTo(HEIGHT / 2);
        byte[] firstRow = Arrays.copyOf(part.rgb(), 3 * part.width());
        assertThat(IntStream.range(0, WIDTH * HEIGHT - part.width()))
                .as("the first row of the part lies somewhere in the picture")
                .anyMatch(i ->
                        Arrays.equals(
                                image.rgb(),
                                3 * i,
                                3 * (i + part.width()),
                                firstRow,
                                0,
                                firstRow.length));
    }

    @Test
    void aLetterboxKeepsTheShapeOfThingsInAnUprightPictureOfTheSameArea() {
        RgbImage boxed = copy("letterbox=1", square(320, 180, 60));

        assertThat((double) boxed.width() / boxed.height()).isCloseTo(9.0 / 16, within(.01));
        assertThat((double) boxed.width() * boxed.height()).isCloseTo(320 * 180, within(700.0));
        int x = boxed.width() / 2;
        int y = boxed.height() / 2;
        long across = IntStream.range(-30, 30).filter(i -> red(boxed, x + i, y) > 200).count();
        long down = IntStream.range(-30, 30).filter(i -> red(boxed, x, y + i) > 200).count();
        assertThat(across).isBetween(20L, 34L);
        assertThat(down).isCloseTo(across, within(3L));
    }

    @Test
    void aCaptionIsBlackAndWhiteAndLeavesMostOfThePictureAsItWas() {
        RgbImage plain = square(WIDTH, HEIGHT, 0);
        for (int i = 0; i < 16; i++) {
            RgbImage copy = copy("caption=1", plain, i);
            long touched =
                    IntStream.range(0, plain.rgb().length)
                            .filter(at -> copy.rgb()[at] != plain.rgb()[at])
                            .count();
            assertThat(touched).isBetween(300L, plain.rgb().length / 2L);
            assertThat(changes("caption=1", plain, i))
                    .singleElement()
                    .asString()
                    .startsWith("caption: ");
        }
        assertThat(plain.rgb()).as("the original").containsOnly(60);
    }

    @ParameterizedTest
    @CsvSource({"jpeg=10, jpeg=95", "h264=48, h264=22"})
    void aCoarseCodingLosesMoreThanAFineOne(String coarse, String fine) {
        RgbImage image = noise(3);

        double lost = difference(copy(coarse, image), image);
        double kept = difference(copy(fine, image), image);

        assertThat(kept).isGreaterThan(0);
        assertThat(lost).isGreaterThan(1.2 * kept);
    }

    @Test
    void whereBothCodingsAreOnEachCopyGetsOneOfThem() {
        List<String> codings =
                IntStream.range(0, 16)
                        .mapToObj(i -> changes("jpeg=50,h264=30", noise(4), i))
                        .peek(changes -> assertThat(changes).hasSize(1))
                        .map(changes -> changes.getFirst().replaceAll(",.*", ""))
                        .distinct()
                        .toList();

        assertThat(codings).containsExactlyInAnyOrder("JPEG", "H.264");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tutorial", "video", "shear=45,zoom=5,crop=0.2,letterbox=1,caption=1"})
    void picturesOfAnySizeSurvive(String how) {
        for (int[] size : new int[][] {{1, 1}, {1, 400}, {400, 1}, {17, 15}, {3001, 40}}) {
            for (int i = 0; i < 4; i++) {
                RgbImage copy = copy(how, slope(size[0], size[1]), i);
                assertThat(Math.max(copy.width(), copy.height())).isBetween(1, 2600);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tutorial", "video"})
    void aCopyFollowsFromItsPictureItsNumberAndTheSeedAlone(String how) {
        List<RgbImage> pictures = List.of(noise(1), slope(160, 90), square(WIDTH, HEIGHT, 30));
        AugmentationPolicy policy = AugmentationPolicy.parse(how + ":2", 7);
        List<byte[]> inOrder;
        List<byte[]> backwardsOnManyThreads;
        try (Augmenter one = new Augmenter(policy)) {
            inOrder =
                    IntStream.range(0, 6)
                            .mapToObj(i -> one.copy(pictures.get(i / 2), i % 2).rgb())
                            .toList();
        }
        try (Augmenter other = new Augmenter(policy)) {
            backwardsOnManyThreads =
                    IntStream.range(0, 6)
                            .parallel()
                            .mapToObj(i -> 5 - i)
                            .map(i -> other.copy(pictures.get(i / 2), i % 2).rgb())
                            .toList();
        }

        for (int i = 0; i < 6; i++) {
            assertThat(backwardsOnManyThreads.get(5 - i)).isEqualTo(inOrder.get(i));
        }
        assertThat(inOrder.get(0)).as("another number").isNotEqualTo(inOrder.get(1));
        try (Augmenter seed = new Augmenter(AugmentationPolicy.parse(how + ":2", 8))) {
            assertThat(seed.copy(pictures.getFirst(), 0).rgb())
                    .as("another seed")
                    .isNotEqualTo(inOrder.getFirst());
        }
        assertThat(pictures.getFirst().rgb()).as("the original").isEqualTo(noise(1).rgb());
    }

    @Test
    void onlyCopiesThatThereAreCanBeMade() {
        try (Augmenter augmenter = new Augmenter(AugmentationPolicy.parse("flip:2", 1))) {
            assertThatThrownBy(() -> augmenter.copy(noise(1), 2)).hasMessageContaining("2 copies");
        }
    }
}
