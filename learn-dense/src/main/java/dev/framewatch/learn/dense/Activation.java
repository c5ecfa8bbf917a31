package dev.framewatch.learn.dense;

import java.util.Optional;

/** Activation function of a dense layer. */
public enum Activation {
    SIGMOID,
    TANH,
    RELU,
    LINEAR;

    /** Returns the corresponding ONNX operator; empty for the identity. */
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
