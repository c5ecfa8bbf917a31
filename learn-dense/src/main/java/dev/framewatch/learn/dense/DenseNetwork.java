package dev.framewatch.learn.dense;

import dev.framewatch.targets.HeadGraphBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A trained network of dense layers, from features to one logit per class, followed by softmax.
 *
 * @param layers from the features to the classes, at least one; the last is linear
 */
public record DenseNetwork(List<Layer> layers) {
    public DenseNetwork {
        layers = List.copyOf(layers);
        for (int i = 1; i < layers.size(); i++) {
            if (layers.get(i).inputs() != layers.get(i - 1).units()) {
                throw new IllegalArgumentException(
                        "layer %d takes %d inputs, the previous layer has %d units"
                                .formatted(
                                        i + 1, layers.get(i).inputs(), layers.get(i - 1).units()));
            }
        }
        if (layers.isEmpty() || layers.getLast().activation != Activation.LINEAR) {
            throw new IllegalArgumentException("the last layer must be linear");
        }
    }

    /**
     * A dense layer.
     *
     * @param weights [inputs, units], row-major; shared, not to be modified
     * @param bias one value per unit; shared, not to be modified
     * @param activation activation function
     */
    public record Layer(float[] weights, float[] bias, Activation activation) {
        public Layer {
            if (bias.length == 0 || weights.length % bias.length != 0) {
                throw new IllegalArgumentException(
                        "%d weights, %d biases".formatted(weights.length, bias.length));
            }
        }

        int inputs() {
            return weights.length / bias.length;
        }

        int units() {
            return bias.length;
        }

        /** Computes the outputs. Skips zero inputs, since most outputs of a ReLU layer are zero. */
        double[] of(double[] given) {
            double[] sums = new double[bias.length];
            for (int j = 0; j < sums.length; j++) {
                sums[j] = bias[j];
            }
            for (int i = 0; i < given.length; i++) {
                double value = given[i];
                if (value != 0) {
                    int row = i * sums.length;
                    for (int j = 0; j < sums.length; j++) {
                        sums[j] += value * weights[row + j];
                    }
                }
            }
            for (int j = 0; j < sums.length; j++) {
                sums[j] = activation.of(sums[j]);
            }
            return sums;
        }
    }

    /** Returns the number of features. */
    public int dimensions() {
        return layers.getFirst().inputs();
    }

    /** Returns the number of classes. */
    public int classes() {
        return layers.getLast().units();
    }

    /** Returns one logit per class, before softmax. */
    public double[] logits(float[] vector) {
        if (vector.length != dimensions()) {
            throw new IllegalArgumentException(
                    "%d features, the network takes %d".formatted(vector.length, dimensions()));
        }
        double[] values = new double[vector.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = vector[i];
        }
        for (Layer layer : layers) {
            values = layer.of(values);
        }
        return values;
    }

    /** Returns the probability of each class. */
    public double[] probabilities(float[] vector) {
        double[] logits = logits(vector);
        double all = logSumExp(logits);
        return Arrays.stream(logits).map(logit -> Math.exp(logit - all)).toArray();
    }

    /** Returns the log-odds of one class against all others together. */
    public double logOdds(float[] vector, int positive) {
        double[] logits = logits(vector);
        double[] others = new double[logits.length - 1];
        System.arraycopy(logits, 0, others, 0, positive);
        System.arraycopy(logits, positive + 1, others, positive, others.length - positive);
        return logits[positive] - logSumExp(others);
    }

    private static double logSumExp(double[] values) {
        double highest = Arrays.stream(values).max().orElseThrow();
        return highest
                + Math.log(Arrays.stream(values).map(value -> Math.exp(value - highest)).sum());
    }

    /**
     * Exports the ONNX head of one class: {@code sigmoid(slope * log-odds + offset)}.
     * Deterministic: equal networks give equal bytes.
     *
     * @param positive index of the class
     */
    public byte[] onnx(int positive, double slope, double offset) {
        HeadGraphBuilder graph = new HeadGraphBuilder(dimensions());
        String value = HeadGraphBuilder.FEATURES;
        for (Layer layer : layers.subList(0, layers.size() - 1)) {
            String sums = graph.gemm(value, layer.weights, layer.bias);
            value = layer.activation.operator().map(op -> graph.apply(op, sums)).orElse(sums);
        }
        return graph.squash(
                classes() == 2
                        ? difference(graph, value, positive, slope, offset)
                        : calibratedLogOdds(graph, value, positive, slope, offset));
    }

    /**
     * Adds the layer for two classes: their log-odds are the difference of two logits, so a single
     * unit suffices.
     */
    private String difference(
            HeadGraphBuilder graph, String inputs, int positive, double slope, double offset) {
        Layer last = layers.getLast();
        float[] weights = new float[last.inputs()];
        for (int i = 0; i < weights.length; i++) {
            double ours = last.weights[2 * i + positive];
            weights[i] = (float) (slope * (ours - last.weights[2 * i + 1 - positive]));
        }
        double bias = (double) last.bias[positive] - last.bias[1 - positive];
        return graph.gemm(inputs, weights, new float[] {(float) (slope * bias + offset)});
    }

    private String calibratedLogOdds(
            HeadGraphBuilder graph, String inputs, int positive, double slope, double offset) {
        int[] rest = IntStream.range(0, classes()).filter(unit -> unit != positive).toArray();
        String ours = graph.gemm(inputs, columns(positive), biases(positive));
        String others = graph.gemm(inputs, columns(rest), biases(rest));
        String odds = graph.apply("Sub", ours, graph.reduce("ReduceLogSumExp", others));
        String scaled = graph.apply("Mul", odds, graph.constant((float) slope));
        return graph.apply("Add", scaled, graph.constant((float) offset));
    }

    private float[] columns(int... units) {
        Layer last = layers.getLast();
        float[] columns = new float[last.inputs() * units.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = last.weights[i / units.length * classes() + units[i % units.length]];
        }
        return columns;
    }

    private float[] biases(int... units) {
        float[] biases = new float[units.length];
        for (int i = 0; i < units.length; i++) {
            biases[i] = layers.getLast().bias[units[i]];
        }
        return biases;
    }
}
