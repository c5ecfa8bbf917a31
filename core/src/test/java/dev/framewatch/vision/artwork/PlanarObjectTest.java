package dev.framewatch.vision.artwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.geometry.Quad;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.LocalFeatureExtractor;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanarObjectTest {
    private static final double[] X = {180, 330, 350, 170};
    private static final double[] Y = {420, 400, 560, 570};

    private final LocalFeatureExtractor extractor = new LocalFeatureExtractor();
    private final PlanarObject harbour = PlanarObject.of(Prints.harbour(), extractor);

    private static double probability(@Nullable PlanarObjectMatch match) {
        // the classifier shipped in the learn module
        float[] row = match == null ? new float[] {0, -2, -2} : match.features();
        return 1 / (1 + Math.exp(7 - 2.1 * row[0] - 1.2 * row[1] - 1.6 * row[2]));
    }

    private PlanarObjectMatch find(PlanarObject planarObject, RgbImage frame) {
        return Objects.requireNonNull(planarObject.find(extractor.extract(frame)), "no match");
    }

    @Test
    void findsArtworkInPerspective() {
        PlanarObjectMatch match =
                find(harbour, Prints.withArtwork(Prints.clutter(1), Prints.harbour(), X, Y));

        assertThat(probability(match)).isGreaterThan(0.95);
        assertThat(Prints.iou(match.outline(), X, Y)).isGreaterThan(0.95);
        assertThat(match.outline().corners().getFirst().x()).isBetween(175f, 185f);
    }

    @Test
    void keepsCornerOrderOfUpsideDownArtwork() {
        double[] x = {350, 170, 180, 330};
        double[] y = {560, 570, 420, 400};

        Quad quad =
                find(harbour, Prints.withArtwork(Prints.clutter(1), Prints.harbour(), x, y))
                        .outline();

        assertThat(Prints.iou(quad, x, y)).isGreaterThan(0.95);
        assertThat(quad.corners().getFirst().y()).isGreaterThan(500);
    }

    @Test
    void findsArtworkCoveringTwoPercentOfTheFrame() {
        double[] x = {300, 408, 408, 300};
        double[] y = {700, 700, 808, 808};

        PlanarObjectMatch match =
                find(harbour, Prints.withArtwork(Prints.clutter(2), Prints.harbour(), x, y));

        assertThat(probability(match)).isGreaterThan(0.9);
        assertThat(Prints.iou(match.outline(), x, y)).isGreaterThan(0.9);
    }

    @Test
    void doesNotMatchAnotherBadgeInTheSameColours() {
        RgbImage frame = Prints.withArtwork(Prints.clutter(1), Prints.mill(), X, Y);

        assertThat(probability(harbour.find(extractor.extract(frame)))).isLessThan(0.2);
    }

    @Test
    void doesNotMatchClutter() {
        assertThat(IntStream.range(0, 12))
                .allSatisfy(seed ->
                        assertThat(
                                        probability(
                                                harbour.find(
                                                        extractor.extract(Prints.clutter(seed)))))
                                .isLessThan(0.2));
    }

    @Test
    void findsReferenceWithWhiteMarginOnOtherBackground() {
        PlanarObject onWhite = PlanarObject.of(Prints.harbourOnWhite(), extractor);
        double[] x = {200, 320, 320, 200};
        double[] y = {200, 200, 320, 320};
        RgbImage frame = Prints.withArtwork(Prints.flat(576, 1024), Prints.harbour(), x, y);

        PlanarObjectMatch match = find(onWhite, frame);

        assertThat(probability(match)).isGreaterThan(0.5);
        assertThat(Prints.iou(match.outline(), x, y)).isGreaterThan(0.85);
    }

    @Test
    void keepsOnlyStrongestPointsOfDetailedArtwork() {
        PlanarObject poster = PlanarObject.of(Prints.clutter(9), extractor);

        assertThat(extractor.extract(Prints.clutter(9)).count()).isGreaterThan(240);
        assertThat(poster.keypoints().count()).isLessThanOrEqualTo(240);
        assertThat(
                        probability(
                                find(
                                        poster,
                                        Prints.withArtwork(
                                                Prints.clutter(1), Prints.clutter(9), X, Y))))
                .isGreaterThan(0.95);
    }

    @Test
    void doesNotMatchTinyFrames() {
        for (int side : new int[] {1, 2, 15, 17, 33}) {
            assertThat(harbour.find(extractor.extract(Prints.flat(side, side)))).isNull();
            assertThat(harbour.find(extractor.extract(Prints.flat(side, 400)))).isNull();
        }
    }

    @Test
    void rejectsUniformReference() {
        assertThatThrownBy(() -> PlanarObject.of(Prints.flat(400, 300), extractor))
                .isInstanceOf(UnsuitableReferenceException.class)
                .hasMessageContaining("too little detail")
                .hasMessageContaining("train a scene");
    }

    @Test
    void rejectsTinyReference() {
        RgbImage tiny = new RgbImage(20, 20, Arrays.copyOf(Prints.harbour().rgb(), 1200));

        assertThatThrownBy(() -> PlanarObject.of(tiny, extractor))
                .isInstanceOf(UnsuitableReferenceException.class)
                .hasMessageContaining("20x20 pixels")
                .hasMessageContaining("larger image");
    }

    @Test
    void isThreadSafe() throws Exception {
        RgbImage frame = Prints.withArtwork(Prints.clutter(1), Prints.harbour(), X, Y);
        PlanarObjectMatch expected = find(harbour, frame);

        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            var results =
                    IntStream.range(0, 8)
                            .mapToObj(
                                    _ -> pool.submit(() -> harbour.find(extractor.extract(frame))))
                            .toList();
            for (Future<@Nullable PlanarObjectMatch> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }
}
