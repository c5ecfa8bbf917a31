package dev.framewatch.learn.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Synthetic face embeddings: a random direction per person, plus noise per face. */
public final class Gaussians {
    private static final int SIZE = 32;

    private final Random random;
    private final List<float[]> people = new ArrayList<>();
    private final double noise;

    public Gaussians(long seed, double noise) {
        this.random = new Random(seed);
        this.noise = noise;
        for (int i = 0; i < 40; i++) {
            people.add(unit(null, 1));
        }
    }

    /** Returns a unit-length face embedding of a person, 0 to 39. */
    public float[] face(int person) {
        return unit(people.get(person), noise);
    }

    /** Returns a face of any person but 0. */
    public float[] stranger() {
        return face(1 + random.nextInt(people.size() - 1));
    }

    private float[] unit(float @org.jspecify.annotations.Nullable [] around, double spread) {
        float[] vector = new float[SIZE];
        double squared = 0;
        for (int i = 0; i < SIZE; i++) {
            double centre = around == null ? 0 : around[i];
            vector[i] = (float) (centre + spread * random.nextGaussian() / Math.sqrt(SIZE));
            squared += vector[i] * vector[i];
        }
        for (int i = 0; i < SIZE; i++) {
            vector[i] /= (float) Math.sqrt(squared);
        }
        return vector;
    }
}
