package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ModelInput;
import dev.framewatch.model.graph.Subgraph;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.OnnxModel.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes features of overlapping windows of an image: the maximum activations of a network's
 * intermediate layer in each window. A small object fills a window and is not mixed with the rest
 * of the image.
 *
 * <p>The image keeps its aspect ratio and is scaled to a fixed area, so a symbol that covers a
 * given fraction of the image always gets the same number of pixels.
 */
public final class SceneRegions implements SceneFeatures {
    /** Approximate memory for the features of an image: 180 vectors of 528 values. */
    public static final long BYTES_PER_IMAGE = 180 * 528 * Float.BYTES;

    private static final int DEFAULT_SIDE = 448;

    /** Pixels per cell of the layer. */
    private static final int STRIDE = 16;

    private static final int MIN_SIDE = Subgraph.WINDOW_SIZE * STRIDE;

    private final OnnxModel model;
    private final int side;
    private final int multiple;
    private final int dimensions;
    private final ThreadLocal<ImageTensor> threadTensor;

    /** Creates an extractor with the area that performed best, 448 x 448 pixels. */
    public SceneRegions(OnnxModel model, ModelInput input) {
        this(model, input, DEFAULT_SIDE);
    }

    /**
     * Creates an extractor that owns the model.
     *
     * @param model accepts images of any size; each of its outputs [1, R, D] has one row per window
     *     of {@value Subgraph#WINDOW_SIZE} x {@value Subgraph#WINDOW_SIZE} cells of 16 pixels, and
     *     the outputs are concatenated window by window
     * @param input the expected input, of variable size
     * @param side images are scaled to about {@code side * side} pixels
     * @throws InvalidModelException if its outputs have other shapes
     */
    public SceneRegions(OnnxModel model, ModelInput input, int side) {
        if (input.width() != 0) {
            throw new InvalidModelException(
                    "scene regions: expected an input of variable size, not "
                            + input.description());
        }
        this.model = model;
        this.side = side;
        this.multiple = input.multiple();
        this.threadTensor = ThreadLocal.withInitial(() -> new ImageTensor(model, input));
        Size minSize = new Size(2 * MIN_SIDE, 2 * MIN_SIDE);
        List<Tensor> outputs = threadTensor.get().resize(minSize.width, minSize.height).run(model);
        int windows = minSize.columns() * minSize.rows();
        for (int i = 0; i < outputs.size(); i++) {
            long[] rows = outputs.get(i).shape();
            if (rows.length != 3 || rows[0] != 1 || rows[1] != windows) {
                throw new InvalidModelException(
                        "scene regions: output '%s' does not have one row for each of %d windows"
                                .formatted(model.outputs().get(i), windows));
            }
        }
        this.dimensions = outputs.stream().mapToInt(SceneRegions::rowLength).sum();
    }

    private static int rowLength(Tensor tensor) {
        return Math.toIntExact(tensor.shape()[2]);
    }

    /** The input size of the network, in pixels. */
    private record Size(int width, int height) {
        int columns() {
            return (width / STRIDE - Subgraph.WINDOW_SIZE) / Subgraph.WINDOW_STRIDE + 1;
        }

        int rows() {
            return (height / STRIDE - Subgraph.WINDOW_SIZE) / Subgraph.WINDOW_STRIDE + 1;
        }
    }

    private Size size(int width, int height) {
        double scale = Math.sqrt((double) side * side / width / height);
        // beyond 16:1, distort the image rather than let a side become shorter than a window
        double longest = 4.0 * side;
        return new Size(
                roundToMultiple(Math.min(longest, width * scale)),
                roundToMultiple(Math.min(longest, height * scale)));
    }

    private int roundToMultiple(double pixels) {
        return Math.max(MIN_SIDE, Math.toIntExact(Math.round(pixels / multiple)) * multiple);
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public List<float[]> extract(RgbImage image) {
        Size size = size(image.width(), image.height());
        List<Tensor> outputs =
                threadTensor.get().resize(size.width, size.height).draw(image).run(model);
        List<float[]> vectors = new ArrayList<>();
        for (int window = 0; window < size.columns() * size.rows(); window++) {
            vectors.add(concatenated(outputs, window));
        }
        return vectors;
    }

    private float[] concatenated(List<Tensor> outputs, int window) {
        float[] vector = new float[dimensions];
        int at = 0;
        for (Tensor output : outputs) {
            int width = rowLength(output);
            System.arraycopy(output.data(), window * width, vector, at, width);
            at += width;
        }
        return vector;
    }

    @Override
    public List<Box> regions(RgbImage image) {
        Size size = size(image.width(), image.height());
        float across = (float) image.width() / size.width;
        float down = (float) image.height() / size.height;
        float step = Subgraph.WINDOW_STRIDE * STRIDE;
        List<Box> regions = new ArrayList<>();
        for (int row = 0; row < size.rows(); row++) {
            for (int column = 0; column < size.columns(); column++) {
                regions.add(
                        new Box(
                                column * step * across,
                                row * step * down,
                                MIN_SIDE * across,
                                MIN_SIDE * down));
            }
        }
        return regions;
    }

    @Override
    public void close() {
        model.close();
    }
}
