package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.vision.artwork.Prints;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DescriptorMatcherTest {
    private static final int LENGTH = LocalFeatures.DESCRIPTOR_LENGTH;

    private final LocalFeatureExtractor extractor = new LocalFeatureExtractor();
    private final LocalFeatures frame = extractor.extract(Prints.clutter(1));
    private final float[] query = extractor.extract(Prints.clutter(2)).descriptors();

    @Test
    void findsSameTwoNearestAsBruteForce() {
        DescriptorMatcher.Matches matches = new DescriptorMatcher(query).match(frame);

        assertThat(matches.index()).hasSize(2 * query.length / LENGTH);
        for (int i = 0; i < query.length / LENGTH; i++) {
            double[] distances = distances(i);
            double[] sorted = distances.clone();
            Arrays.sort(sorted);
            for (int rank = 0; rank < DescriptorMatcher.NEIGHBOURS; rank++) {
                int at = DescriptorMatcher.NEIGHBOURS * i + rank;
                assertThat((double) matches.distance()[at]).isCloseTo(sorted[rank], within(1e-3));
                assertThat(distances[matches.index()[at]]).isCloseTo(sorted[rank], within(1e-3));
            }
        }
    }

    private double[] distances(int descriptor) {
        double[] distances = new double[frame.count()];
        for (int point = 0; point < distances.length; point++) {
            double squares = 0;
            for (int k = 0; k < LENGTH; k++) {
                double difference =
                        query[LENGTH * descriptor + k] - frame.descriptors()[LENGTH * point + k];
                squares += difference * difference;
            }
            distances[point] = Math.sqrt(squares);
        }
        return distances;
    }

    @Test
    void matchesFrameWithItselfAtZeroDistance() {
        DescriptorMatcher.Matches matches = new DescriptorMatcher(frame.descriptors()).match(frame);

        for (int i = 0; i < frame.count(); i++) {
            assertThat(matches.distance()[DescriptorMatcher.NEIGHBOURS * i]).isLessThan(2e-3f);
        }
    }
}
