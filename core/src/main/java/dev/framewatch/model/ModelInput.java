package dev.framewatch.model;

import java.util.List;
import java.util.Locale;

/**
 * Input tensor of a model and its preprocessing: a float tensor {@code name} that contains {@code
 * (value - mean) * scale} for each channel value 0..255.
 *
 * @param name name of the input in the ONNX file
 * @param width in pixels; 0 if any multiple of {@code multiple} is accepted
 * @param height in pixels; 0 if any multiple of {@code multiple} is accepted
 * @param multiple number that a variable width or height must be a multiple of, at least 1
 * @param layout order of the axes
 * @param colours order of the channels, also in {@code mean}
 * @param mean per-channel mean, which is subtracted; three values
 * @param scale factor applied to the difference; not 0
 * @param crop side of the square crop, relative to the face box; 1 if the whole image is used
 * @param margin fraction of the image's longer side that is added to the side of the crop: small
 *     faces contain little detail, so they are cropped with more context
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
    private static final int MAX_SIDE_PIXELS = 4096;

    /** Order of the axes: batch, height, width, channels, or channels first. */
    public enum Layout {
        NHWC,
        NCHW
    }

    /** Order of the colour channels. */
    public enum ChannelOrder {
        RGB,
        BGR
    }

    public ModelInput {
        mean = List.copyOf(mean);
        if (width < 0
                || height < 0
                || width > MAX_SIDE_PIXELS
                || height > MAX_SIDE_PIXELS
                || multiple < 1) {
            throw new IllegalArgumentException(
                    "invalid input size %dx%d (at most %dx%d)"
                            .formatted(width, height, MAX_SIDE_PIXELS, MAX_SIDE_PIXELS));
        }
        if (mean.size() != 3 || !mean.stream().allMatch(Float::isFinite)) {
            throw new IllegalArgumentException("mean needs three values, not " + mean);
        }
        if (!Float.isFinite(scale) || scale == 0) {
            throw new IllegalArgumentException(
                    "scale " + scale + " is not a finite number other than 0");
        }
        if (!(crop >= 0.5 && crop <= 4)) {
            throw new IllegalArgumentException("crop " + crop + " is not between 0.5 and 4");
        }
        if (!(margin >= 0 && margin <= 0.5)) {
            throw new IllegalArgumentException("margin " + margin + " is not between 0 and 0.5");
        }
    }

    /** Creates an input without a margin. */
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

    /**
     * Returns a human-readable description, for example {@code 224x224 BGR - (103.939, 116.779,
     * 123.68), face x 1.25}. Targets store this text to detect a changed input, so it is part of
     * the file format.
     */
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
                            ? " - " + format(mean.getFirst())
                            : " - ("
                                    + String.join(
                                            ", ", mean.stream().map(ModelInput::format).toList())
                                    + ")");
        }
        if (scale != 1) {
            // multiples of 0.5 are shown as a division, as in "/ 127.5"
            double divisor = 1 / (double) scale;
            boolean isMultipleOfHalf = Math.abs(divisor * 2 - Math.rint(divisor * 2)) < 1e-4;
            text.append(
                    isMultipleOfHalf && Math.abs(divisor) > 1
                            ? ", / " + format((float) (Math.rint(divisor * 2) / 2))
                            : ", x " + format(scale));
        }
        if (crop != 1) {
            text.append(", face x ").append(format((float) crop));
        }
        if (margin != 0) {
            text.append(" + ").append(format((float) (100 * margin))).append(" % of the picture");
        }
        return text.toString();
    }

    private static String format(float value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : Float.toString(value);
    }
}
