package dev.framewatch.learn.dense;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Vectors of several classes, each around a centre of its own. */
record Clouds(int dimensions, int classCount, double apart, long seed) {

    /** Rows of each class in turn. */
    LabelledRows rows(int count, long which) {
        float[][] centres = new float[classCount][dimensions];
        Random fixed = new Random(seed);
        for (float[] centre : centres) {
            fill(centre, fixed, apart);
        }
        Random random = new Random(which);
        List<float[]> rows = new ArrayList<>();
        int[] classes = new int[count];
        for (int i = 0; i < count; i++) {
            classes[i] = i % classCount;
            float[] row = new float[dimensions];
            fill(row, random, 1);
            for (int j = 0; j < dimensions; j++) {
                row[j] += centres[classes[i]][j];
            }
            rows.add(row);
        }
        return new LabelledRows(rows, classes, classCount);
    }

    private static void fill(float[] values, Random random, double spread) {
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) (spread * random.nextGaussian());
        }
    }
}
