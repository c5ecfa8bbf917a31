package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.learn.keras.KerasLayer.Window;
import dev.framewatch.learn.keras.KerasNetwork.LayerNode;
import dev.framewatch.learn.keras.WeightSource.Part;
import dev.framewatch.model.ModelInput.ChannelOrder;
import dev.framewatch.model.Preprocessing;
import dev.framewatch.model.graph.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The convolutional layers of VGG16 (Simonyan and Zisserman, Very Deep Convolutional Networks for
 * Large-Scale Image Recognition, 2014, configuration D), filled from Keras' weights file without
 * the top. Maps BGR images of 224x224 pixels with the means subtracted to 7x7x512 features in the
 * order of Keras' Flatten.
 */
final class Vgg16 {
    /** A layer that only networks of the VGG family have. */
    static final String FIRST_LAYER = "block1_conv1";

    /** A layer that VGG19 has, but VGG16 does not. */
    static final String VGG19_LAYER = "block3_conv4";

    private static final int SIZE = 224;
    private static final int[] CONVOLUTIONS = {2, 2, 3, 3, 3};
    private static final int[] CHANNELS = {64, 128, 256, 512, 512};

    private Vgg16() {}

    /**
     * Builds the network from its weights.
     *
     * @param source the file's name, for error messages
     * @throws ModelException if a weight is missing or has the wrong shape
     */
    static KerasBackbone read(String source, WeightSource weights) throws ModelException {
        List<LayerNode> nodes = new ArrayList<>();
        nodes.add(
                new LayerNode(
                        "input",
                        new KerasLayer.Input(new TensorShape.FeatureMap(SIZE, SIZE, 3)),
                        List.of()));
        int channels = 3;
        for (int block = 0; block < CHANNELS.length; block++) {
            for (int i = 1; i <= CONVOLUTIONS[block]; i++) {
                String name = "block%d_conv%d".formatted(block + 1, i);
                append(nodes, name, convolution(source, name, channels, CHANNELS[block], weights));
                channels = CHANNELS[block];
            }
            String pool = "block%d_pool".formatted(block + 1);
            append(nodes, pool, new KerasLayer.MaxPooling(new Window(2, 2, 2, 2, 1, 1, false)));
        }
        append(nodes, "flatten", new KerasLayer.Flatten());
        return KerasBackbone.split(new KerasNetwork(source, nodes), preprocessing()).backbone();
    }

    /**
     * Returns Keras' {@code preprocess_input} in mode "caffe": subtracts ImageNet's channel means.
     */
    private static Preprocessing preprocessing() {
        return new Preprocessing(0, ChannelOrder.BGR, List.of(103.939f, 116.779f, 123.68f), 1, 1);
    }

    private static void append(List<LayerNode> nodes, String name, KerasLayer layer) {
        nodes.add(new LayerNode(name, layer, List.of(nodes.getLast().name())));
    }

    private static KerasLayer convolution(
            String source, String name, int from, int to, WeightSource weights)
            throws ModelException {
        Weight.Floats kernel = weights.weight(name, Part.KERNEL);
        int[] expected = {3, 3, from, to};
        if (!Arrays.equals(kernel.shape(), expected)) {
            throw new ModelException(
                    "%s: %s: its kernel has the shape %s instead of %s%s"
                            .formatted(
                                    source,
                                    name,
                                    Arrays.toString(kernel.shape()),
                                    Arrays.toString(expected),
                                    hint(kernel.shape(), from, to)));
        }
        try {
            return new KerasLayer.Convolution(
                    kernel,
                    weights.weight(name, Part.BIAS),
                    new Window(3, 3, 1, 1, 1, 1, true),
                    KerasActivation.RELU);
        } catch (IllegalArgumentException e) {
            throw new ModelException("%s: %s: %s".formatted(source, name, e.getMessage()), e);
        }
    }

    private static String hint(int[] shape, int from, int to) {
        return Arrays.equals(shape, new int[] {to, from, 3, 3})
                ? ". This is the file for Theano; use the one with tf_dim_ordering in its name"
                : "";
    }
}
