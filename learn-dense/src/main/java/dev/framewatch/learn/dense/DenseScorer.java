package dev.framewatch.learn.dense;

import dev.framewatch.learn.fit.PlattScaling;
import dev.framewatch.learn.fit.Scorer;

/**
 * Scores one class of a network against all others.
 *
 * @param network shared by the scorers of all classes
 * @param positive index of the class, from 0
 */
public record DenseScorer(DenseNetwork network, int positive) implements Scorer {
    public DenseScorer {
        if (positive < 0 || positive >= network.classes()) {
            throw new IllegalArgumentException(
                    "class %d of %d".formatted(positive, network.classes()));
        }
    }

    @Override
    public int dimensions() {
        return network.dimensions();
    }

    @Override
    public double logit(float[] vector) {
        return network.logOdds(vector, positive);
    }

    @Override
    public byte[] onnx(PlattScaling calibration) {
        return network.onnx(positive, calibration.slope(), calibration.offset());
    }
}
