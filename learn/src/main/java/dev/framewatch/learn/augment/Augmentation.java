package dev.framewatch.learn.augment;

import java.util.random.RandomGenerator;

/**
 * The ranges from which augmentation parameters are drawn. The first four fields correspond to the
 * arguments of the same name of Keras' <a
 * href="https://www.tensorflow.org/api_docs/python/tf/keras/preprocessing/image/ImageDataGenerator">
 * ImageDataGenerator</a>, with {@code fill_mode="nearest"} and bilinear interpolation; the others
 * imitate the processing of images in short videos. Images larger than a scan analyses (1920
 * pixels) are downscaled first.
 *
 * @param brightness {@code brightness_range}: the factor by which colours are multiplied, 0 to 4
 * @param shear {@code shear_range}: the maximum angle, in degrees either way, 0 to 45
 * @param zoom {@code zoom_range} as its two ends: factors for width and height, drawn
 *     independently, 0.2 to 5. As in Keras, 0.8 enlarges by 1 / 0.8
 * @param flip {@code horizontal_flip}: whether to mirror with a probability of 0.5
 * @param crop the fraction of width and of height that is kept, drawn independently, 0.2 to 1
 * @param letterbox the probability of shrinking the image into an upright 9:16 frame over its own
 *     blurred enlargement, 0 to 1
 * @param caption the probability of a text overlay, 0 to 1
 * @param jpeg the quality of JPEG compression, 1 to 100, or 0..0 for none
 * @param h264 the quantiser of H.264 compression, 22 (the encoder refuses finer ones for grainy
 *     images) to 51 (coarse), or 0..0 for none; if both compressions are on, each copy gets one of
 *     them
 */
public record Augmentation(
        ValueRange brightness,
        double shear,
        ValueRange zoom,
        boolean flip,
        ValueRange crop,
        double letterbox,
        double caption,
        ValueRange jpeg,
        ValueRange h264) {

    /** No change. */
    public static final Augmentation NONE =
            new Augmentation(
                    ValueRange.ONE,
                    0,
                    ValueRange.ONE,
                    false,
                    ValueRange.ONE,
                    0,
                    0,
                    ValueRange.OFF,
                    ValueRange.OFF);

    /**
     * The tutorial's ImageDataGenerator settings: {@code brightness_range=[0.2,1.0],
     * shear_range=0.2, zoom_range=0.2, horizontal_flip=True}.
     */
    public static final Augmentation TUTORIAL =
            new Augmentation(
                    new ValueRange(0.2, 1),
                    0.2,
                    new ValueRange(0.8, 1.2),
                    true,
                    ValueRange.ONE,
                    0,
                    0,
                    ValueRange.OFF,
                    ValueRange.OFF);

    /**
     * The degradations typical of short videos. Without flips, since text and symbols must not be
     * mirrored.
     */
    public static final Augmentation VIDEO =
            new Augmentation(
                    new ValueRange(0.7, 1.2),
                    0,
                    new ValueRange(0.9, 1.1),
                    false,
                    new ValueRange(0.75, 1),
                    0.25,
                    0.3,
                    new ValueRange(30, 80),
                    new ValueRange(30, 42));

    public Augmentation {
        brightness.within("brightness", 0, 4, ValueRange.ONE);
        zoom.within("zoom", 0.2, 5, ValueRange.ONE);
        crop.within("crop", 0.2, 1, ValueRange.ONE);
        jpeg.within("jpeg", 1, 100, ValueRange.OFF);
        h264.within("h264", 22, 51, ValueRange.OFF);
        between("shear", shear, 45);
        between("letterbox", letterbox, 1);
        between("caption", caption, 1);
    }

    private static void between(String field, double value, double greatest) {
        if (!(value >= 0 && value <= greatest)) {
            throw new IllegalArgumentException(
                    "%s must be a number from 0 to %s, not %s"
                            .formatted(field, ValueRange.number(greatest), value));
        }
    }

    /**
     * Parses {@code none}, {@code tutorial}, {@code video}, or a list such as {@code
     * brightness=0.2..1,flip,caption=0.3}.
     *
     * @throws IllegalArgumentException with a user-readable message that names the field and valid
     *     values
     */
    public static Augmentation parse(String text) {
        return AugmentationParser.read(text);
    }

    /** Draws the parameters of one copy. */
    AugmentationParams draw(RandomGenerator random) {
        return AugmentationParams.draw(this, random);
    }

    /** Returns the canonical text of this augmentation, in the syntax of {@link #parse}. */
    @Override
    public String toString() {
        return AugmentationParser.of(this);
    }
}
