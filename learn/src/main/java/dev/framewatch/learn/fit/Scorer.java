package dev.framewatch.learn.fit;

/** What a learner comes to: a function of a vector, and the head file that computes it. */
public interface Scorer {
    /** How many numbers a vector has. */
    int dimensions();

    /** The raw score of one vector, as log-odds. */
    double logit(float[] vector);

    /** The highest raw score in a bag, or negative infinity when the bag is empty. */
    default double logit(Bag bag) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float[] vector : bag.vectors()) {
            highest = Math.max(highest, logit(vector));
        }
        return highest;
    }

    /** Which vector of a bag that is not empty scores highest. */
    default int argmax(Bag bag) {
        int best = 0;
        int at = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (float[] vector : bag.vectors()) {
            double logit = logit(vector);
            if (logit > highest) {
                highest = logit;
                best = at;
            }
            at++;
        }
        return best;
    }

    /** The head whose output is the calibrated probability of each row; the same every time. */
    byte[] onnx(PlattScaling calibration);
}
