package dev.framewatch.learn.dense;

import java.util.Optional;

/** What a dense layer makes of each of its sums. */
public enum Activation {
    SIGMOID,
    TANH,
    RELU,
    LINEAR;

    /** The operator of ONNX that does this; none where the sum stays as it is. */
    Optional<String> operator() {
        return switch (this) {
            case SIGMOID -> Optional.of("Sigmoid");
            case TANH -> Optional.of("Tanh");
            case RELU -> Optional.of("Relu");
            case LINEAR -> Optional.empty();
        };
    }

    double of(double sum) {
        return switch (this) {
            case SIGMOID -> 1 / (1 + Math.exp(-sum));
            case TANH -> Math.tanh(sum);
            case RELU -> Math.max(0, sum);
            case LINEAR -> sum;
        };
    }
}
