package dev.framewatch.model;

import java.util.List;
import java.util.Locale;

/**
 * What a model wants to see: one float tensor called {@code name}, holding {@code (value - mean) *
 * scale} for each colour value 0..255.
 *
 * @param name the input's name in the ONNX file
 * @param width in pixels; 0 when any multiple of {@code multiple} will do
 * @param height in pixels; 0 when any multiple of {@code multiple} will do
 * @param multiple what an open width or height must be a multiple of, at least 1
 * @param layout order of the axes
 * @param colours order of the colours, which is also the order of {@code mean}
 * @param mean three numbers that are subtracted
 * @param scale what the difference is multiplied by, not 0
 * @param crop side of the square that is cut out, in face boxes; 1 when the picture is taken whole
 * @param margin what is added to that side, as a share of the picture's longer side: small faces,
 *     whose pixels tell little, are seen with more of what is around them
 */
public record ModelInput(
        String name,
        int width,
        int height,
        int multiple,
        Layout layout,
        ChannelOrder colours,
        List<Float> mean,
        float scale,
        double crop,
        double margin) {

    /** Order of the axes: batch, height, width, colours, or colours first. */
    public enum Layout {
        NHWC,
        NCHW
    }

    /** Order of the colours. */
    public enum ChannelOrder {
        RGB,
        BGR
    }

    public ModelInput {
        mean = List.copyOf(mean);
        if (width < 0 || height < 0 || width > 4096 || height > 4096 || multiple < 1) {
            throw new IllegalArgumentException(
                    "an input of " + width + "x" + height + " is not possible (at most 4096x4096)");
        }
        if (mean.size() != 3 || !mean.stream().allMatch(Float::isFinite)) {
            throw new IllegalArgumentException("mean needs three numbers, not " + mean);
        }
        if (!Float.isFinite(scale) || scale == 0) {
            throw new IllegalArgumentException("scale " + scale + " would leave nothing to see");
        }
        if (!(crop >= 0.5 && crop <= 4)) {
            throw new IllegalArgumentException("crop " + crop + " is not between 0.5 and 4");
        }
        if (!(margin >= 0 && margin <= 0.5)) {
            throw new IllegalArgumentException("margin " + margin + " is not between 0 and 0.5");
        }
    }

    /** Without a margin. */
    public ModelInput(
            String name,
            int width,
            int height,
            int multiple,
            Layout layout,
            ChannelOrder colours,
            List<Float> mean,
            float scale,
            double crop) {
        this(name, width, height, multiple, layout, colours, mean, scale, crop, 0);
    }

    /** For people, for example {@code 224x224 BGR - (103.939, 116.779, 123.68), face x 1.25}. */
    public String description() {
        StringBuilder text = new StringBuilder();
        text.append(
                width == 0
                        ? "any size" + (multiple > 1 ? " in steps of " + multiple : "")
                        : width + "x" + height);
        text.append(' ').append(colours);
        if (mean.stream().anyMatch(value -> value != 0)) {
            text.append(
                    mean.stream().distinct().count() == 1
                            ? " - " + plain(mean.getFirst())
                            : " - ("
                                    + String.join(
                                            ", ", mean.stream().map(ModelInput::plain).toList())
                                    + ")");
        }
        if (scale != 1) {
            double divisor = 1 / (double) scale;
            boolean whole = Math.abs(divisor * 2 - Math.rint(divisor * 2)) < 1e-4;
            text.append(
                    whole && Math.abs(divisor) > 1
                            ? ", / " + plain((float) (Math.rint(divisor * 2) / 2))
                            : ", x " + plain(scale));
        }
        if (crop != 1) {
            text.append(", face x ").append(plain((float) crop));
        }
        if (margin != 0) {
            text.append(" + ").append(plain((float) (100 * margin))).append(" % of the picture");
        }
        return text.toString();
    }

    private static String plain(float value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : Float.toString(value);
    }
}
