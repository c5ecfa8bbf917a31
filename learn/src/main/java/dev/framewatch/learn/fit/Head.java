package dev.framewatch.learn.fit;

/**
 * A linear function of a vector: {@code weights . x + bias}.
 *
 * @param weights shared, not to be changed
 * @param bias finite
 */
public record Head(double[] weights, double bias) {

    /** The raw score of one vector, as log-odds. */
    public double logit(float[] vector) {
        return Dot.of(weights, vector) + bias;
    }

    /** The highest raw score in a bag, or negative infinity when the bag is empty. */
    public double logit(Bag bag) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float[] vector : bag.vectors()) {
            highest = Math.max(highest, logit(vector));
        }
        return highest;
    }

    /** The weights in single precision, as head files keep them. */
    public float[] floatWeights() {
        float[] floats = new float[weights.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) weights[i];
        }
        return floats;
    }

    /** Which vector of a bag that is not empty scores highest. */
    int best(Bag bag) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < bag.vectors().size(); i++) {
            double logit = logit(bag.vectors().get(i));
            if (logit > highest) {
                highest = logit;
                best = i;
            }
        }
        return best;
    }
}
