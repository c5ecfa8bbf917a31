package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.video.RgbImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptFramesTest {
    private static final int IMAGE_BYTES = 3 * 10 * 10;

    private int number;

    private static KeptFrames kept(int perTarget, int images, double... thresholds) {
        return new KeptFrames(perTarget, (long) images * IMAGE_BYTES, thresholds);
    }

    private static RgbImage image() {
        return new RgbImage(10, 10, new byte[IMAGE_BYTES]);
    }

    private void frame(KeptFrames kept, RgbImage image, double... scores) {
        for (int t = 0; t < scores.length; t++) {
            kept.add(t, new KeptFrames.Candidate(number, scores[t], image));
        }
        kept.limit();
        number++;
    }

    private static List<Integer> indexes(KeptFrames kept, int target) {
        return kept.of(target).stream().map(KeptFrames.Candidate::index).toList();
    }

    @Test
    void theBestFramesOfATargetAreKeptBestFirst() {
        KeptFrames kept = kept(2, 9, 0.5);
        for (double score : new double[] {0.1, 0.9, Double.NaN, 0.7, 0.9}) {
            frame(kept, image(), score);
        }
        assertThat(indexes(kept, 0)).containsExactly(1, 4);
    }

    @Test
    void anImageThatIsShownTwiceIsKeptOnce() {
        KeptFrames kept = kept(2, 9, 0.5);
        RgbImage still = image();
        frame(kept, still, 0.9);
        frame(kept, still, 0.9);
        frame(kept, image(), 0.8);
        assertThat(indexes(kept, 0)).containsExactly(0, 2);
    }

    @Test
    void manyTargetsTakeNoMoreMemoryThanOne() {
        double[] thresholds = new double[1000];
        KeptFrames kept = kept(6, 10, thresholds);
        for (int i = 0; i < 100; i++) {
            double[] scores = new double[1000];
            for (int t = 0; t < 1000; t++) {
                scores[t] = (t * 31 + i * 17) % 100 / 100.0;
            }
            frame(kept, image(), scores);
        }
        long images =
                IntStream.range(0, 1000)
                        .boxed()
                        .flatMap(t -> kept.of(t).stream())
                        .map(candidate -> System.identityHashCode(candidate.image()))
                        .distinct()
                        .count();
        assertThat(images).isEqualTo(10);
    }

    @Test
    void whatSpeaksForATargetOutlastsWhatIsOnlyTheBestOfAnother() {
        KeptFrames kept = kept(6, 2, 0.5, 0.9);
        frame(kept, image(), 0.1, 0.7);
        frame(kept, image(), 0.6, 0.1);
        frame(kept, image(), 0.7, 0.2);
        assertThat(indexes(kept, 0)).containsExactly(2, 1);
        assertThat(indexes(kept, 1)).containsExactly(2, 1);
    }

    @Test
    void oneImageIsKeptEvenIfItIsTooLarge() {
        KeptFrames kept = kept(6, 0, 0.5);
        frame(kept, image(), 0.1);
        frame(kept, image(), 0.2);
        assertThat(indexes(kept, 0)).containsExactly(1);
    }

    @Test
    void withoutEvidenceNothingIsKept() {
        KeptFrames kept = kept(0, 9, 0.5);
        frame(kept, image(), 0.9);
        assertThat(kept.of(0)).isEmpty();
    }
}
