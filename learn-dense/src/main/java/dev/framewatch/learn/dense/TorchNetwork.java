package dev.framewatch.learn.dense;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The layers of a network in libtorch memory; lives as long as the enclosing pointer scope. */
final class TorchNetwork {
    private final List<LayerOp> layers = new ArrayList<>();
    private final OptimizerState state;

    TorchNetwork(NetworkSpec spec, int inputs, int classes, long seed) {
        this.state = OptimizerState.of(spec.optimiser());
        GeneratorOptional random = new GeneratorOptional(torch.make_generator_cpu(seed));
        List<Layer> settings = new ArrayList<>(spec.layers());
        settings.add(new Layer.Dense(classes, Activation.LINEAR));
        int width = inputs;
        for (Layer setting : settings) {
            switch (setting) {
                case Layer.Dense dense -> {
                    layers.add(new DenseLayerOp(width, dense, state, spec.bestEpoch(), random));
                    width = dense.units();
                }
                case Layer.Dropout dropout -> layers.add(new DropoutLayerOp(dropout, random));
            }
        }
    }

    /**
     * Trains on a batch.
     *
     * @param batch [images, inputs]
     */
    void train(Tensor batch, int[] classes, CrossEntropy loss) {
        Tensor logits = forward(batch, true);
        float[] gradient = loss.add(floats(logits), classes);
        state.advance();
        backward(tensor(gradient, logits));
    }

    /** Adds the loss of a batch without training on it. */
    void evaluate(Tensor batch, int[] classes, CrossEntropy loss) {
        loss.add(floats(forward(batch, false)), classes);
    }

    private Tensor forward(Tensor batch, boolean learning) {
        Tensor values = batch.t();
        for (LayerOp layer : layers) {
            values = layer.forward(values, learning);
        }
        return values;
    }

    private void backward(Tensor gradient) {
        int first = 0;
        while (!(layers.get(first) instanceof DenseLayerOp)) {
            first++;
        }
        @Nullable Tensor next = gradient;
        for (int i = layers.size() - 1; i >= first && next != null; i--) {
            next = layers.get(i).backward(next, i > first);
        }
    }

    void save() {
        each(DenseLayerOp::save);
    }

    void restore() {
        each(DenseLayerOp::restore);
    }

    DenseNetwork trained() {
        List<DenseNetwork.Layer> trained = new ArrayList<>();
        each(layer -> trained.add(layer.layer()));
        return new DenseNetwork(trained);
    }

    private void each(Consumer<DenseLayerOp> action) {
        for (LayerOp layer : layers) {
            if (layer instanceof DenseLayerOp dense) {
                action.accept(dense);
            }
        }
    }

    /** Returns the values of a tensor, row-major. */
    static float[] floats(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        FloatPointer from = tensor.contiguous().data_ptr_float();
        from.get(values);
        return values;
    }

    private static Tensor tensor(float[] values, Tensor like) {
        Tensor tensor = torch.empty(like.size(0), like.size(1));
        tensor.data_ptr_float().put(values);
        return tensor;
    }
}
