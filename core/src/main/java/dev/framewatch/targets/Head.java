package dev.framewatch.targets;

import dev.framewatch.vision.InvalidModelException;
import dev.framewatch.vision.OnnxModel;
import java.util.List;

/** The trained part of a classifier: rows of features to one probability each. */
sealed interface Head extends AutoCloseable permits LinearHead, Head.OfGraph {
    /**
     * Returns the probability of each row, 0 to 1, or NaN.
     *
     * @param rows at least one, all of the same length
     */
    float[] predict(List<float[]> rows);

    @Override
    void close();

    /**
     * Loads a head. A linear one is computed here: a call of ONNX Runtime takes 20 times as long,
     * which counts with many targets.
     *
     * @param name identifies the file in error messages
     * @param dimensions the length of a row
     * @throws IllegalArgumentException if it has an operator that is not allowed, another length of
     *     rows, or does not return one score per row
     * @throws InvalidModelException if ONNX Runtime cannot load it
     */
    static Head open(String name, byte[] onnx, int dimensions) {
        HeadValidator.check(onnx);
        LinearHead linear = LinearHead.read(onnx);
        if (linear != null && linear.dimensions() == dimensions) {
            return linear;
        }
        OnnxModel model = OnnxModel.open(name, onnx);
        long[] in = model.inputShape();
        if (in.length != 2 || in[1] != dimensions) {
            throw new IllegalArgumentException(
                    "expects %s values, but the manifest states %d"
                            .formatted(in.length == 2 ? in[1] : "other", dimensions));
        }
        if (model.outputs().size() != 1) {
            throw new IllegalArgumentException("must have one output, not " + model.outputs());
        }
        return new OfGraph(model);
    }

    /** Any other head. */
    record OfGraph(OnnxModel model) implements Head {
        @Override
        public float[] predict(List<float[]> rows) {
            return model.predict(rows);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
