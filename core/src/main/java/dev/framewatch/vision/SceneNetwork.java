package dev.framewatch.vision;

import dev.framewatch.model.ModelInput;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.OnnxModel.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network that computes features of a whole image, resized to its input without preserving the
 * aspect ratio: a symbol is slightly distorted but gets more pixels than letterboxing a portrait
 * image would leave it. The values are not scaled; the classifiers do that.
 */
public final class SceneNetwork implements SceneFeatures {
    private final OnnxModel model;
    private final int dimensions;
    private final ThreadLocal<ImageTensor> threadTensor;

    /**
     * Creates an extractor that owns the model.
     *
     * @param model outputs vectors [1, D], concatenated in order, or regions [1, R, D],
     *     concatenated region by region
     * @param input the expected input, of a fixed size
     * @throws InvalidModelException if its outputs have other shapes or differ in the number of
     *     regions
     */
    public SceneNetwork(OnnxModel model, ModelInput input) {
        if (input.width() < 16 || input.height() < 16) {
            throw new InvalidModelException(
                    "scene features: expected an input of fixed size, not " + input.description());
        }
        long[] shape = model.inputShape();
        if (shape.length != 4) {
            throw new InvalidModelException(
                    "scene features: expected image input [N, H, W, C] or [N, C, H, W], not "
                            + Arrays.toString(shape));
        }
        this.model = model;
        this.threadTensor =
                ThreadLocal.withInitial(
                        () -> new ImageTensor(model, input).resize(input.width(), input.height()));
        List<Tensor> outputs = threadTensor.get().run(model);
        for (int i = 0; i < outputs.size(); i++) {
            long[] rows = outputs.get(i).shape();
            boolean fits = (rows.length == 2 || rows.length == 3) && rows[0] == 1;
            if (!fits || regions(rows) != regions(outputs.getFirst().shape())) {
                throw new InvalidModelException(
                        "scene features: output '%s' has neither shape [1, D] nor [1, R, D]"
                                .formatted(model.outputs().get(i)));
            }
        }
        this.dimensions = outputs.stream().mapToInt(SceneNetwork::rowLength).sum();
    }

    private static int regions(long[] shape) {
        return shape.length == 2 ? 1 : Math.toIntExact(shape[1]);
    }

    private static int rowLength(Tensor tensor) {
        return Math.toIntExact(tensor.shape()[tensor.shape().length - 1]);
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public List<float[]> extract(RgbImage image) {
        List<Tensor> outputs = threadTensor.get().draw(image).run(model);
        List<float[]> vectors = new ArrayList<>();
        for (int region = 0; region < regions(outputs.getFirst().shape()); region++) {
            vectors.add(concatenated(outputs, region));
        }
        return vectors;
    }

    private float[] concatenated(List<Tensor> outputs, int region) {
        float[] vector = new float[dimensions];
        int at = 0;
        for (Tensor output : outputs) {
            int width = rowLength(output);
            System.arraycopy(output.data(), region * width, vector, at, width);
            at += width;
        }
        return vector;
    }

    @Override
    public void close() {
        model.close();
    }
}
