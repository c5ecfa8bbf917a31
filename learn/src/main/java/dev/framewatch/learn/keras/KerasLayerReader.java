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

/** Reads one layer of a configuration and fetches its weights. */
final class KerasLayerReader {
    private final WeightSource weights;

    KerasLayerReader(WeightSource weights) {
        this.weights = weights;
    }

    /**
     * @throws ModelException when the layer is none of those known, or a setting or weight is not
     *     possible
     */
    KerasLayer read(JsonField entry) throws ModelException {
        JsonField config = entry.get("config");
        refuseOtherTypes(config);
        try {
            return layer(entry, config);
        } catch (IllegalArgumentException e) {
            throw new ModelException(entry.where() + ": " + e.getMessage(), e);
        }
    }

    private KerasLayer layer(JsonField entry, JsonField config) throws ModelException {
        return switch (entry.get("class_name").text()) {
            case "Dense" -> dense(config);
            case "Conv2D", "Convolution2D" -> convolution(config);
            case "DepthwiseConv2D" -> depthwise(config);
            case "MaxPooling2D" -> maxPooling(config);
            case "GlobalAveragePooling2D" -> globalAverage(config);
            case "BatchNormalization", "BatchNormalizationV1" -> normalisation(config);
            case "ZeroPadding2D" -> zeroPadding(config);
            case "Add" -> new KerasLayer.Add();
            case "Activation" -> new KerasLayer.ActivationLayer(activation(config));
            case "ReLU" -> new KerasLayer.ActivationLayer(rectifier(config));
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
                            entry.where()
                                    + " is a Lambda layer. It holds program code, which is never"
                                    + " run from a file: save the model without it");
            case String other ->
                    throw new ModelException(
                            entry.where()
                                    + " is a layer of the class '"
                                    + other
                                    + "', which is not known here");
        };
    }

    /** The shape that a first layer says it takes, without the batch. */
    TensorShape extent(JsonField entry) throws ModelException {
        JsonField config = entry.get("config");
        JsonField shape =
                config.get(config.has("batch_shape") ? "batch_shape" : "batch_input_shape");
        List<JsonField> axes = list(shape);
        try {
            return switch (axes.size()) {
                case 2 -> new TensorShape.Vector(axes.get(1).whole());
                case 4 ->
                        new TensorShape.FeatureMap(
                                axes.get(1).whole(), axes.get(2).whole(), axes.get(3).whole());
                default ->
                        throw new ModelException(
                                shape.where() + " is neither [null,n] nor [null,height,width,n]");
            };
        } catch (IllegalArgumentException e) {
            throw new ModelException(shape.where() + ": " + e.getMessage(), e);
        }
    }

    private KerasLayer dense(JsonField config) throws ModelException {
        Weight.Floats kernel = weight(config, Part.KERNEL);
        requireCount(config, "units", kernel, 1);
        return new KerasLayer.Dense(kernel, bias(config), activation(config));
    }

    private KerasLayer convolution(JsonField config) throws ModelException {
        channelsLast(config);
        if (isSet(config, "groups") && config.get("groups").whole() != 1) {
            throw new ModelException(config.where() + ".groups is not 1");
        }
        Weight.Floats kernel = weight(config, Part.KERNEL);
        requireCount(config, "filters", kernel, 3);
        return new KerasLayer.Convolution(
                kernel, bias(config), window(config, kernel), activation(config));
    }

    private KerasLayer depthwise(JsonField config) throws ModelException {
        channelsLast(config);
        Weight.Floats kernel = weight(config, Part.DEPTHWISE_KERNEL);
        return new KerasLayer.Depthwise(
                kernel, bias(config), window(config, kernel), activation(config));
    }

    private static Window window(JsonField config, Weight.Floats kernel) throws ModelException {
        int[] size = pair(config.get("kernel_size"));
        if (kernel.rank() != 4 || kernel.shape()[0] != size[0] || kernel.shape()[1] != size[1]) {
            throw new ModelException(
                    "%s.kernel_size is %dx%d, the weights have the shape %s"
                            .formatted(
                                    config.where(),
                                    size[0],
                                    size[1],
                                    Arrays.toString(kernel.shape())));
        }
        int[] strides = pair(config, "strides", 1);
        int[] dilation = pair(config, "dilation_rate", 1);
        return new Window(
                size[0], size[1], strides[0], strides[1], dilation[0], dilation[1], same(config));
    }

    private static KerasLayer maxPooling(JsonField config) throws ModelException {
        channelsLast(config);
        int[] size = pair(config, "pool_size", 2);
        int[] strides = isSet(config, "strides") ? pair(config.get("strides")) : size;
        return new KerasLayer.MaxPooling(
                new Window(size[0], size[1], strides[0], strides[1], 1, 1, same(config)));
    }

    private static KerasLayer globalAverage(JsonField config) throws ModelException {
        channelsLast(config);
        if (isSet(config, "keepdims") && config.get("keepdims").flag()) {
            throw new ModelException(config.where() + ".keepdims is not supported");
        }
        return new KerasLayer.GlobalAverage();
    }

    private KerasLayer normalisation(JsonField config) throws ModelException {
        Weight.Floats mean = weight(config, Part.MOVING_MEAN);
        int channels = mean.values().length;
        boolean scale = !isSet(config, "scale") || config.get("scale").flag();
        boolean centre = !isSet(config, "center") || config.get("center").flag();
        JsonField axis = config.get("axis");
        return new KerasLayer.Normalisation(
                scale ? weight(config, Part.GAMMA) : constant(channels, 1),
                centre ? weight(config, Part.BETA) : constant(channels, 0),
                mean,
                weight(config, Part.MOVING_VARIANCE),
                (float) config.get("epsilon").number(),
                axis.json().isArray() ? only(axis).whole() : axis.whole());
    }

    private static Weight.Floats constant(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return new Weight.Floats(new int[] {length}, values);
    }

    private static KerasLayer zeroPadding(JsonField config) throws ModelException {
        channelsLast(config);
        JsonField padding = config.get("padding");
        if (padding.json().isInt()) {
            int all = padding.whole();
            return new KerasLayer.ZeroPadding(all, all, all, all);
        }
        List<JsonField> axes = list(padding);
        if (axes.size() != 2) {
            throw new ModelException(padding.where() + " is not for height and width");
        }
        int[] rows = pair(axes.get(0));
        int[] columns = pair(axes.get(1));
        return new KerasLayer.ZeroPadding(rows[0], rows[1], columns[0], columns[1]);
    }

    private static KerasLayer flatten(JsonField config) throws ModelException {
        channelsLast(config);
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
                "%s is '%s'; known are %s"
                        .formatted(
                                name.where(),
                                name.text(),
                                Arrays.stream(KerasActivation.values())
                                        .map(known -> known.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }

    private static KerasActivation rectifier(JsonField config) throws ModelException {
        for (String slope : List.of("negative_slope", "threshold")) {
            if (isSet(config, slope) && config.get(slope).number() != 0) {
                throw new ModelException(config.where() + "." + slope + " is not 0");
            }
        }
        if (!isSet(config, "max_value")) {
            return KerasActivation.RELU;
        }
        if (config.get("max_value").number() != 6) {
            throw new ModelException(config.where() + ".max_value is neither null nor 6");
        }
        return KerasActivation.RELU6;
    }

    private Weight.Floats weight(JsonField config, Part part) throws ModelException {
        return weights.weight(config.get("name").text(), part);
    }

    private Weight.@Nullable Floats bias(JsonField config) throws ModelException {
        boolean without = isSet(config, "use_bias") && !config.get("use_bias").flag();
        return without ? null : weight(config, Part.BIAS);
    }

    private static void requireCount(JsonField config, String name, Weight.Floats kernel, int axis)
            throws ModelException {
        int wanted = config.get(name).whole();
        if (kernel.rank() <= axis || kernel.shape()[axis] != wanted) {
            throw new ModelException(
                    "%s.%s is %d, the weights have the shape %s"
                            .formatted(
                                    config.where(), name, wanted, Arrays.toString(kernel.shape())));
        }
    }

    private static void channelsLast(JsonField config) throws ModelException {
        if (isSet(config, "data_format")
                && !config.get("data_format").text().equals("channels_last")) {
            throw new ModelException(config.where() + ".data_format is not channels_last");
        }
    }

    private static void refuseOtherTypes(JsonField config) throws ModelException {
        if (isSet(config, "dtype")
                && config.get("dtype").json().isString()
                && !config.get("dtype").text().equals("float32")) {
            throw new ModelException(config.where() + ".dtype is not float32");
        }
    }

    private static boolean same(JsonField config) throws ModelException {
        return switch (isSet(config, "padding") ? config.get("padding").text() : "valid") {
            case "same" -> true;
            case "valid" -> false;
            case String other ->
                    throw new ModelException(
                            config.where() + ".padding is '" + other + "', not same or valid");
        };
    }

    private static int[] pair(JsonField config, String name, int otherwise) throws ModelException {
        return isSet(config, name) ? pair(config.get(name)) : new int[] {otherwise, otherwise};
    }

    private static int[] pair(JsonField field) throws ModelException {
        if (field.json().isInt()) {
            return new int[] {field.whole(), field.whole()};
        }
        List<JsonField> both = list(field);
        if (both.size() != 2) {
            throw new ModelException(field.where() + " is not two numbers");
        }
        return new int[] {both.get(0).whole(), both.get(1).whole()};
    }

    private static JsonField only(JsonField field) throws ModelException {
        List<JsonField> items = field.items();
        if (items.size() != 1) {
            throw new ModelException(field.where() + " is not one number");
        }
        return items.getFirst();
    }

    /** Some versions wrap lists as {@code {"class_name": "__tuple__", "items": [...]}}. */
    private static List<JsonField> list(JsonField field) throws ModelException {
        return field.json().isObject() ? field.get("items").items() : field.items();
    }

    private static boolean isSet(JsonField config, String name) {
        return config.has(name) && !config.json().get(name).isNull();
    }
}
