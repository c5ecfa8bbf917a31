package dev.framewatch.learn.dense;

import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Forward and backward pass of {@link Layer.Dropout}. */
final class DropoutLayerOp implements LayerOp {
    private final double keep;
    private final GeneratorOptional random;
    private @Nullable Tensor mask;

    DropoutLayerOp(Layer.Dropout layer, GeneratorOptional random) {
        this.keep = 1 - layer.rate();
        this.random = random;
    }

    @Override
    public Tensor forward(Tensor inputs, boolean learning) {
        if (!learning) {
            return inputs;
        }
        Tensor drawn =
                torch.empty(inputs.size(0), inputs.size(1))
                        .bernoulli_(keep, random)
                        .mul_(new Scalar(1 / keep));
        mask = drawn;
        return inputs.mul(drawn);
    }

    @Override
    public Tensor backward(Tensor gradient, boolean further) {
        return mask == null ? gradient : gradient.mul_(mask);
    }
}
