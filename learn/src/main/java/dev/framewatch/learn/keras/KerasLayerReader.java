package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.learn.keras.KerasLayer.Window;
import dev.framewatch.learn.keras.WeightSource.Part;
import dev.framewatch.model.graph.JsonField;
import dev.framewatch.model.graph.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads single layers from a model configuration, together with their weights. */
final class KerasLayerReader {
    private final WeightSource weights;

    KerasLayerReader(WeightSource weights) {
        this.weights = weights;
    }

    /**
     * Reads a layer.
     *
     * @throws ModelException if the layer class is unknown, or a setting or weight is invalid
     */
    KerasLayer read(JsonField entry) throws ModelException {
        JsonField config = entry.get("config");
        requireFloat32(config);
        try {
            return layer(entry, config);
        } catch (IllegalArgumentException e) {
            throw new ModelException(entry.path() + ": " + e.getMessage(), e);
        }
    }

    private KerasLayer layer(JsonField entry, JsonField config) throws ModelException {
        return switch (entry.get("class_name").text()) {
            case "Dense" -> dense(config);
            case "Conv2D", "Convolution2D" -> convolution(config);
            case "DepthwiseConv2D" -> depthwise(config);
            case "MaxPooling2D" -> maxPooling(config);
            case "GlobalAveragePooling2D" -> globalAverage(config);
            case "BatchNormalization", "BatchNormalizationV1" -> batchNormalization(config);
            case "ZeroPadding2D" -> zeroPadding(config);
            case "Add" -> new KerasLayer.Add();
            case "Activation" -> new KerasLayer.ActivationLayer(activation(config));
            case "ReLU" -> new KerasLayer.ActivationLayer(relu(config));
            case "Softmax" -> new KerasLayer.ActivationLayer(KerasActivation.SOFTMAX);
            case "Flatten" -> flatten(config);
            case "Dropout",
                    "SpatialDropout2D",
                    "AlphaDropout",
                    "GaussianDropout",
                    "GaussianNoise" ->
                    new KerasLayer.Identity();
            case "Lambda" ->
                    throw new ModelException(
                            entry.path()
                                    + " is a Lambda layer, which contains program code. Code in"
                                    + " files is never run: save the model without it");
            case String other ->
                    throw new ModelException(
                            entry.path() + " has the unsupported layer class '" + other + "'");
        };
    }

    /** Returns the input shape that a first layer declares, without the batch axis. */
    TensorShape inputShape(JsonField entry) throws ModelException {
        JsonField config = entry.get("config");
        JsonField shape =
                config.get(config.has("batch_shape") ? "batch_shape" : "batch_input_shape");
        List<JsonField> axes = items(shape);
        try {
            return switch (axes.size()) {
                case 2 -> new TensorShape.Vector(axes.get(1).intValue());
                case 4 ->
                        new TensorShape.FeatureMap(
                                axes.get(1).intValue(),
                                axes.get(2).intValue(),
                                axes.get(3).intValue());
                default ->
                        throw new ModelException(
                                shape.path() + " is neither [null,n] nor [null,height,width,n]");
            };
        } catch (IllegalArgumentException e) {
            throw new ModelException(shape.path() + ": " + e.getMessage(), e);
        }
    }

    private KerasLayer dense(JsonField config) throws ModelException {
        Weight.Floats kernel = weight(config, Part.KERNEL);
        requireCount(config, "units", kernel, 1);
        return new KerasLayer.Dense(kernel, bias(config), activation(config));
    }

    private KerasLayer convolution(JsonField config) throws ModelException {
        requireChannelsLast(config);
        if (isSet(config, "groups") && config.get("groups").intValue() != 1) {
            throw new ModelException(config.path() + ".groups is not 1");
        }
        Weight.Floats kernel = weight(config, Part.KERNEL);
        requireCount(config, "filters", kernel, 3);
        return new KerasLayer.Convolution(
                kernel, bias(config), window(config, kernel), activation(config));
    }

    private KerasLayer depthwise(JsonField config) throws ModelException {
        requireChannelsLast(config);
        Weight.Floats kernel = weight(config, Part.DEPTHWISE_KERNEL);
        return new KerasLayer.DepthwiseConvolution(
                kernel, bias(config), window(config, kernel), activation(config));
    }

    private static Window window(JsonField config, Weight.Floats kernel) throws ModelException {
        int[] size = pair(config.get("kernel_size"));
        if (kernel.rank() != 4 || kernel.shape()[0] != size[0] || kernel.shape()[1] != size[1]) {
            throw new ModelException(
                    "%s.kernel_size is %dx%d, but the weights have the shape %s"
                            .formatted(
                                    config.path(),
                                    size[0],
                                    size[1],
                                    Arrays.toString(kernel.shape())));
        }
        int[] strides = pair(config, "strides", 1);
        int[] dilation = pair(config, "dilation_rate", 1);
        return new Window(
                size[0],
                size[1],
                strides[0],
                strides[1],
                dilation[0],
                dilation[1],
                isSamePadding(config));
    }

    private static KerasLayer maxPooling(JsonField config) throws ModelException {
        requireChannelsLast(config);
        int[] size = pair(config, "pool_size", 2);
        int[] strides = isSet(config, "strides") ? pair(config.get("strides")) : size;
        return new KerasLayer.MaxPooling(
                new Window(size[0], size[1], strides[0], strides[1], 1, 1, isSamePadding(config)));
    }

    private static KerasLayer globalAverage(JsonField config) throws ModelException {
        requireChannelsLast(config);
        if (isSet(config, "keepdims") && config.get("keepdims").booleanValue()) {
            throw new ModelException(config.path() + ".keepdims is not supported");
        }
        return new KerasLayer.GlobalAveragePooling();
    }

    private KerasLayer batchNormalization(JsonField config) throws ModelException {
        Weight.Floats mean = weight(config, Part.MOVING_MEAN);
        int channels = mean.values().length;
        boolean scale = !isSet(config, "scale") || config.get("scale").booleanValue();
        boolean centre = !isSet(config, "center") || config.get("center").booleanValue();
        JsonField axis = config.get("axis");
        return new KerasLayer.BatchNormalization(
                scale ? weight(config, Part.GAMMA) : constant(channels, 1),
                centre ? weight(config, Part.BETA) : constant(channels, 0),
                mean,
                weight(config, Part.MOVING_VARIANCE),
                (float) config.get("epsilon").doubleValue(),
                axis.json().isArray() ? single(axis).intValue() : axis.intValue());
    }

    private static Weight.Floats constant(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return new Weight.Floats(new int[] {length}, values);
    }

    private static KerasLayer zeroPadding(JsonField config) throws ModelException {
        requireChannelsLast(config);
        JsonField padding = config.get("padding");
        if (padding.json().isInt()) {
            int all = padding.intValue();
            return new KerasLayer.ZeroPadding(all, all, all, all);
        }
        List<JsonField> axes = items(padding);
        if (axes.size() != 2) {
            throw new ModelException(padding.path() + " does not specify height and width");
        }
        int[] rows = pair(axes.get(0));
        int[] columns = pair(axes.get(1));
        return new KerasLayer.ZeroPadding(rows[0], rows[1], columns[0], columns[1]);
    }

    private static KerasLayer flatten(JsonField config) throws ModelException {
        requireChannelsLast(config);
        return new KerasLayer.Flatten();
    }

    private static KerasActivation activation(JsonField config) throws ModelException {
        if (!isSet(config, "activation")) {
            return KerasActivation.LINEAR;
        }
        JsonField name = config.get("activation");
        for (KerasActivation known : KerasActivation.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(name.text())) {
                return known;
            }
        }
        throw new ModelException(
                "%s is '%s'; supported are %s"
                        .formatted(
                                name.path(),
                                name.text(),
                                Arrays.stream(KerasActivation.values())
                                        .map(known -> known.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }

    private static KerasActivation relu(JsonField config) throws ModelException {
        for (String slope : List.of("negative_slope", "threshold")) {
            if (isSet(config, slope) && config.get(slope).doubleValue() != 0) {
                throw new ModelException(config.path() + "." + slope + " is not 0");
            }
        }
        if (!isSet(config, "max_value")) {
            return KerasActivation.RELU;
        }
        if (config.get("max_value").doubleValue() != 6) {
            throw new ModelException(config.path() + ".max_value is neither null nor 6");
        }
        return KerasActivation.RELU6;
    }

    private Weight.Floats weight(JsonField config, Part part) throws ModelException {
        return weights.weight(config.get("name").text(), part);
    }

    private Weight.@Nullable Floats bias(JsonField config) throws ModelException {
        boolean noBias = isSet(config, "use_bias") && !config.get("use_bias").booleanValue();
        return noBias ? null : weight(config, Part.BIAS);
    }

    private static void requireCount(JsonField config, String name, Weight.Floats kernel, int axis)
            throws ModelException {
        int expected = config.get(name).intValue();
        if (kernel.rank() <= axis || kernel.shape()[axis] != expected) {
            throw new ModelException(
                    "%s.%s is %d, but the weights have the shape %s"
                            .formatted(
                                    config.path(),
                                    name,
                                    expected,
                                    Arrays.toString(kernel.shape())));
        }
    }

    private static void requireChannelsLast(JsonField config) throws ModelException {
        if (isSet(config, "data_format")
                && !config.get("data_format").text().equals("channels_last")) {
            throw new ModelException(config.path() + ".data_format is not channels_last");
        }
    }

    private static void requireFloat32(JsonField config) throws ModelException {
        if (isSet(config, "dtype")
                && config.get("dtype").json().isString()
                && !config.get("dtype").text().equals("float32")) {
            throw new ModelException(config.path() + ".dtype is not float32");
        }
    }

    private static boolean isSamePadding(JsonField config) throws ModelException {
        return switch (isSet(config, "padding") ? config.get("padding").text() : "valid") {
            case "same" -> true;
            case "valid" -> false;
            case String other ->
                    throw new ModelException(
                            config.path() + ".padding is '" + other + "', not same or valid");
        };
    }

    private static int[] pair(JsonField config, String name, int defaultValue)
            throws ModelException {
        return isSet(config, name)
                ? pair(config.get(name))
                : new int[] {defaultValue, defaultValue};
    }

    private static int[] pair(JsonField field) throws ModelException {
        if (field.json().isInt()) {
            return new int[] {field.intValue(), field.intValue()};
        }
        List<JsonField> items = items(field);
        if (items.size() != 2) {
            throw new ModelException(field.path() + " is not a pair of numbers");
        }
        return new int[] {items.get(0).intValue(), items.get(1).intValue()};
    }

    private static JsonField single(JsonField field) throws ModelException {
        List<JsonField> items = field.items();
        if (items.size() != 1) {
            throw new ModelException(field.path() + " is not a single number");
        }
        return items.getFirst();
    }

    /**
     * Returns the items of a list; some versions of Keras wrap lists as {@code {"class_name":
     * "__tuple__", "items": [...]}}.
     */
    private static List<JsonField> items(JsonField field) throws ModelException {
        return field.json().isObject() ? field.get("items").items() : field.items();
    }

    private static boolean isSet(JsonField config, String name) {
        return config.has(name) && !config.json().get(name).isNull();
    }
}
