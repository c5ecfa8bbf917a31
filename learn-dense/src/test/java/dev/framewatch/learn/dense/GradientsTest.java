package dev.framewatch.learn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.learn.dense.Layer.Dense;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Compares the gradients, computed by hand for speed, with those of libtorch. */
class GradientsTest {
    private static final double TOO_SMALL_TO_MATTER = 1e-30;
    private static final double RATE = 0.5;

    /** More units than one block has, so that several meet. */
    private static final List<Layer> LAYERS =
            List.of(
                    new Dense(300, Activation.SIGMOID),
                    new Dense(30, Activation.TANH),
                    new Dense(20, Activation.RELU),
                    new Dense(10, Activation.LINEAR));

    private static DenseNetwork afterOneStep(double rate, LabelledRows rows) throws Exception {
        NetworkSpec shape =
                new NetworkSpec(
                        LAYERS,
                        new Optimizer.Sgd(rate, 0),
                        1,
                        rows.size(),
                        OptionalInt.empty(),
                        false);
        return new DenseTraining(shape, 5, TrainingEpoch.Listener.SILENT).fit(rows, null);
    }

    @Test
    void oneStepGoesWhereLibtorchsOwnSlopesPoint() throws Exception {
        LabelledRows rows = new Clouds(1500, 3, 0.3, 1).rows(24, 1);

        DenseNetwork before = afterOneStep(TOO_SMALL_TO_MATTER, rows);
        DenseNetwork after = afterOneStep(RATE, rows);

        try (PointerScope _ = new PointerScope()) {
            List<Tensor> parameters = parameters(before);
            loss(parameters, rows).backward();
            List<Tensor> moved = parameters(after);
            for (int i = 0; i < parameters.size(); i++) {
                float[] step =
                        TorchNetwork.floats(parameters.get(i).detach().sub(moved.get(i).detach()));
                float[] slope = TorchNetwork.floats(parameters.get(i).grad());
                double largest = 0;
                for (int j = 0; j < step.length; j++) {
                    largest = Math.max(largest, Math.abs(slope[j]));
                    assertThat(step[j] / RATE).isCloseTo(slope[j], within(1e-6));
                }
                assertThat(largest).as("parameter %d learns", i).isGreaterThan(1e-4);
            }
        }
    }

    private static List<Tensor> parameters(DenseNetwork network) {
        List<Tensor> parameters = new ArrayList<>();
        for (DenseNetwork.Layer layer : network.layers()) {
            for (float[] values : List.of(layer.weights(), layer.bias())) {
                Tensor tensor = torch.empty(values.length / layer.units(), layer.units());
                tensor.data_ptr_float().put(values);
                tensor.set_requires_grad(true);
                parameters.add(tensor);
            }
        }
        return parameters;
    }

    private static Tensor loss(List<Tensor> parameters, LabelledRows rows) {
        Tensor values = torch.empty(rows.size(), rows.rows().getFirst().length);
        for (int i = 0; i < rows.size(); i++) {
            values.narrow(0, i, 1).data_ptr_float().put(rows.rows().get(i));
        }
        for (int i = 0; i <= LAYERS.size(); i++) {
            Tensor sums =
                    torch.linear(
                            values,
                            parameters.get(2 * i).t(),
                            new TensorOptional(parameters.get(2 * i + 1).view(-1)));
            values =
                    switch (i) {
                        case 0 -> torch.sigmoid(sums);
                        case 1 -> torch.tanh(sums);
                        case 2 -> torch.relu(sums);
                        default -> sums;
                    };
        }
        long[] classes = new long[rows.size()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = rows.classes()[i];
        }
        Tensor truth =
                torch.from_blob(
                        new LongPointer(classes),
                        new long[] {classes.length},
                        new TensorOptions(torch.ScalarType.Long));
        return torch.cross_entropy_loss(values, truth);
    }
}
