package dev.framewatch.learn.dense;

/** Adds up the cross-entropy of softmax over batches, and gives its slope for each of them. */
final class CrossEntropy {
    private double loss;
    private int correct;
    private int images;

    /**
     * Takes in a batch.
     *
     * @param logits [classes, pictures], row-major
     * @param classes the class of each picture
     * @return the slope of the batch's mean loss with respect to each logit, in the same order
     */
    float[] add(float[] logits, int[] classes) {
        int batch = classes.length;
        float[] slopes = new float[logits.length];
        for (int i = 0; i < batch; i++) {
            int likeliest = 0;
            for (int at = i; at < logits.length; at += batch) {
                if (logits[at] > logits[likeliest * batch + i]) {
                    likeliest = at / batch;
                }
            }
            double highest = logits[likeliest * batch + i];
            double sum = 0;
            for (int at = i; at < logits.length; at += batch) {
                sum += Math.exp(logits[at] - highest);
            }
            for (int at = i; at < logits.length; at += batch) {
                slopes[at] = (float) (Math.exp(logits[at] - highest) / sum / batch);
            }
            int truth = classes[i] * batch + i;
            slopes[truth] -= 1f / batch;
            loss += highest + Math.log(sum) - logits[truth];
            correct += likeliest == classes[i] ? 1 : 0;
        }
        images += batch;
        return slopes;
    }

    /** Over all batches so far. */
    TrainingEpoch.Measured mean() {
        return new TrainingEpoch.Measured(loss / images, (double) correct / images);
    }
}
