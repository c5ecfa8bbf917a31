package dev.framewatch.learn.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made scores: positives score higher on the whole, many scores are tied. */
final class ScoredImageFixtures {
    private ScoredImageFixtures() {}

    static List<ScoredImage> overlapping(int count, long seed) {
        Random random = new Random(seed);
        List<ScoredImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean positive = random.nextInt(3) == 0;
            double raw = random.nextGaussian() + (positive ? 1.2 : -1.2);
            double score = Math.round(100 / (1 + Math.exp(-raw))) / 100.0;
            images.add(new ScoredImage("f" + i + ".jpg", positive, "v" + i / 7, score));
        }
        return images;
    }

    static ScoredImage positive(double score) {
        return new ScoredImage("p" + score, true, "p", score);
    }

    static ScoredImage negative(double score) {
        return new ScoredImage("n" + score, false, "n", score);
    }
}
