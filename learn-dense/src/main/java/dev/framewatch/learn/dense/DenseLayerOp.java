package dev.framewatch.learn.dense;

import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Forward and backward pass of {@link Layer.Dense}. */
final class DenseLayerOp implements LayerOp {
    /**
     * Rows per block: with fewer, OpenBLAS repacks the inputs too often; with more, cores stay
     * idle.
     */
    private static final int FORWARD_ROWS = 128;

    /**
     * Gradients per block, so that they stay in the processor's cache until the optimiser has read
     * them.
     */
    private static final int MAX_GRADIENTS_PER_BLOCK = 1 << 18;

    private final Activation activation;
    private final Parameter weights;
    private final Parameter bias;
    private final int units;
    private final int inputs;
    private @Nullable Tensor inputTensor;
    private @Nullable Tensor outputTensor;

    /**
     * Initialises the weights like Keras: uniformly in the range of Glorot and Bengio
     * ("Understanding the difficulty of training deep feedforward neural networks", 2010), with
     * zero bias.
     */
    DenseLayerOp(
            int inputs,
            Layer.Dense layer,
            OptimizerState state,
            boolean keeps,
            GeneratorOptional random) {
        this.activation = layer.activation();
        this.units = layer.units();
        this.inputs = inputs;
        double limit = Math.sqrt(6.0 / (inputs + units));
        this.weights =
                new Parameter(
                        torch.empty(units, inputs).uniform_(-limit, limit, random), state, keeps);
        this.bias = new Parameter(torch.zeros(units, 1), state, keeps);
    }

    @Override
    public Tensor forward(Tensor given, boolean learning) {
        Tensor sums = torch.empty(units, given.size(1));
        new RowBlocks(units, FORWARD_ROWS)
                .each((from, count) ->
                        torch.addmm_out(
                                sums.narrow(0, from, count),
                                bias.rows(from, count),
                                weights.rows(from, count),
                                given));
        inputTensor = given;
        outputTensor = activate(sums);
        return outputTensor;
    }

    private Tensor activate(Tensor sums) {
        return switch (activation) {
            case SIGMOID -> sums.sigmoid_();
            case TANH -> sums.tanh_();
            case RELU -> sums.relu_();
            case LINEAR -> sums;
        };
    }

    @Override
    public @Nullable Tensor backward(Tensor gradient, boolean further) {
        Tensor sums = activationGradient(gradient);
        Tensor before = further ? torch.mm(weights.values().t(), sums) : null;
        Tensor columns = Objects.requireNonNull(inputTensor).t();
        new RowBlocks(units, Math.max(1, MAX_GRADIENTS_PER_BLOCK / inputs))
                .each((from, count) ->
                        weights.update(
                                from, count, torch.mm(sums.narrow(0, from, count), columns)));
        bias.update(0, units, sums.sum(new long[] {1}, true, null));
        return before;
    }

    /**
     * Returns the gradient with respect to the pre-activations, given that with respect to the
     * outputs.
     */
    private Tensor activationGradient(Tensor gradient) {
        Tensor values = Objects.requireNonNull(outputTensor);
        return switch (activation) {
            case SIGMOID -> torch.sigmoid_backward(gradient, values);
            case TANH -> torch.tanh_backward(gradient, values);
            case RELU -> torch.threshold_backward(gradient, values, new Scalar(0));
            case LINEAR -> gradient;
        };
    }

    void save() {
        weights.save();
        bias.save();
    }

    void restore() {
        weights.restore();
        bias.restore();
    }

    /** Returns a copy of the current weights on the Java heap. */
    DenseNetwork.Layer layer() {
        try (PointerScope _ = new PointerScope()) {
            return new DenseNetwork.Layer(
                    TorchNetwork.floats(weights.values().t()),
                    TorchNetwork.floats(bias.values()),
                    activation);
        }
    }
}
