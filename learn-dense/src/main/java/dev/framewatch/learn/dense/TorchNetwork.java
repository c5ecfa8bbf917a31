package dev.framewatch.learn.dense;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The stages of a network in libtorch's memory; lives as long as the scope it is made in. */
final class TorchNetwork {
    private final List<LayerOp> layers = new ArrayList<>();
    private final OptimizerState state;

    TorchNetwork(NetworkSpec shape, int inputs, int classes, long seed) {
        this.state = OptimizerState.of(shape.optimiser());
        GeneratorOptional random = new GeneratorOptional(torch.make_generator_cpu(seed));
        List<Layer> layers = new ArrayList<>(shape.layers());
        specs.add(new Layer.Dense(classes, Activation.LINEAR));
        int width = inputs;
        for (Layer layer : layers) {
            switch (layer) {
                case Layer.Dense dense -> {
                    layers.add(new DenseLayerOp(width, dense, state, shape.bestEpoch(), random));
                    width = dense.units();
                }
                case Layer.Dropout dropout -> layers.add(new DropoutLayerOp(dropout, random));
            }
        }
    }

    /**
     * Learns from a batch.
     *
     * @param batch [pictures, inputs]
     */
    void train(Tensor batch, int[] classes, CrossEntropy loss) {
        Tensor logits = forward(batch, true);
        float[] slopes = loss.add(floats(logits), classes);
        state.advance();
        backward(tensor(slopes, logits));
    }

    /** Adds up the loss of a batch without learning from it. */
    void evaluate(Tensor batch, int[] classes, CrossEntropy loss) {
        loss.add(floats(forward(batch, false)), classes);
    }

    private Tensor forward(Tensor batch, boolean learning) {
        Tensor values = batch.t();
        for (LayerOp stage : layers) {
            values = stage.forward(values, learning);
        }
        return values;
    }

    private void backward(Tensor slopes) {
        int first = 0;
        while (!(layers.get(first) instanceof DenseLayerOp)) {
            first++;
        }
        @Nullable Tensor slope = slopes;
        for (int i = layers.size() - 1; i >= first && slope != null; i--) {
            slope = layers.get(i).backward(slope, i > first);
        }
    }

    void save() {
        each(DenseLayerOp::save);
    }

    void restore() {
        each(DenseLayerOp::restore);
    }

    DenseNetwork trained() {
        List<DenseNetwork.Layer> layers = new ArrayList<>();
        each(stage -> layers.add(stage.layer()));
        return new DenseNetwork(layers);
    }

    private void each(Consumer<DenseLayerOp> action) {
        for (LayerOp stage : layers) {
            if (stage instanceof DenseLayerOp dense) {
                action.accept(dense);
            }
        }
    }

    /** A tensor's numbers, row by row. */
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
