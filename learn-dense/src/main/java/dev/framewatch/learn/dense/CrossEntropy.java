package dev.framewatch.learn.dense;

/**
 * Accumulates the softmax cross-entropy loss over batches and computes the gradient of each batch.
 */
final class CrossEntropy {
    private double loss;
    private int correct;
    private int images;

    /**
     * Adds a batch.
     *
     * @param logits [classes, images], row-major
     * @param classes class of each image
     * @return gradient of the batch's mean loss with respect to the logits, in the same order
     */
    float[] add(float[] logits, int[] classes) {
        int batch = classes.length;
        float[] gradient = new float[logits.length];
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
                gradient[at] = (float) (Math.exp(logits[at] - highest) / sum / batch);
            }
            int truth = classes[i] * batch + i;
            gradient[truth] -= 1f / batch;
            loss += highest + Math.log(sum) - logits[truth];
            correct += likeliest == classes[i] ? 1 : 0;
        }
        images += batch;
        return gradient;
    }

    /** Returns loss and accuracy over all batches so far. */
    TrainingEpoch.Measured mean() {
        return new TrainingEpoch.Measured(loss / images, (double) correct / images);
    }
}
