package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.vision.artwork.Prints;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DescriptorMatcherTest {
    private static final int LENGTH = LocalFeatures.LENGTH;

    private final LocalFeatureExtractor extractor = new LocalFeatureExtractor();
    private final LocalFeatures frame = extractor.of(Prints.street(1));
    private final float[] wanted = extractor.of(Prints.street(2)).descriptors();

    @Test
    void theTwoNearestAreThoseOfComparingEachWithEach() {
        DescriptorMatcher.Found found = new DescriptorMatcher(wanted).in(frame);

        assertThat(found.point()).hasSize(2 * wanted.length / LENGTH);
        for (int i = 0; i < wanted.length / LENGTH; i++) {
            double[] distances = distances(i);
            double[] sorted = distances.clone();
            Arrays.sort(sorted);
            for (int rank = 0; rank < DescriptorMatcher.EACH; rank++) {
                int at = DescriptorMatcher.EACH * i + rank;
                assertThat((double) found.distance()[at]).isCloseTo(sorted[rank], within(1e-3));
                assertThat(distances[found.point()[at]]).isCloseTo(sorted[rank], within(1e-3));
            }
        }
    }

    private double[] distances(int descriptor) {
        double[] distances = new double[frame.count()];
        for (int point = 0; point < distances.length; point++) {
            double squares = 0;
            for (int k = 0; k < LENGTH; k++) {
                double difference =
                        wanted[LENGTH * descriptor + k] - frame.descriptors()[LENGTH * point + k];
                squares += difference * difference;
            }
            distances[point] = Math.sqrt(squares);
        }
        return distances;
    }

    @Test
    void theFramesOwnPointsAreFoundAtNoDistance() {
        DescriptorMatcher.Found found = new DescriptorMatcher(frame.descriptors()).in(frame);

        for (int i = 0; i < frame.count(); i++) {
            assertThat(found.distance()[DescriptorMatcher.EACH * i]).isLessThan(2e-3f);
        }
    }
}
