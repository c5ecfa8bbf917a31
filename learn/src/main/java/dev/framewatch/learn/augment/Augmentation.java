package dev.framewatch.learn.augment;

import java.util.random.RandomGenerator;

/**
 * How copies of a picture may differ from it. The first four fields mean what the arguments of the
 * same name mean to Keras' <a
 * href="https://www.tensorflow.org/api_docs/python/tf/keras/preprocessing/image/ImageDataGenerator">
 * ImageDataGenerator</a>, with {@code fill_mode="nearest"} and bilinear interpolation; the others
 * are what happens to pictures on their way into short videos. Pictures larger than a scan looks at
 * (1920 pixels) are scaled down first.
 *
 * @param brightness {@code brightness_range}: the factor by which colours are multiplied, 0 to 4
 * @param shear {@code shear_range}: the greatest angle, in degrees either way, 0 to 45
 * @param zoom {@code zoom_range} as its two ends: factors for width and height, drawn apart, 0.2 to
 *     5. As with Keras, 0.8 makes things larger by 1 / 0.8
 * @param flip {@code horizontal_flip}: whether every second copy is mirrored
 * @param crop which share of width and of height is kept, drawn apart, 0.2 to 1
 * @param letterbox how often the copy is shrunk into an upright 9:16 picture over its own blurred
 *     enlargement, 0 to 1
 * @param caption how often something is written across it, 0 to 1
 * @param jpeg quality with which the copy is coded as JPEG, 1 to 100, or 0..0 for not
 * @param h264 quantiser with which the copy is coded as H.264, 22 (finer ones the encoder refuses
 *     for grainy pictures) to 51 (coarse), or 0..0 for not; where both codings are on, each copy
 *     gets one of them
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

    /** Copies are like the picture. */
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
     * As the tutorial calls ImageDataGenerator: {@code brightness_range=[0.2,1.0], shear_range=0.2,
     * zoom_range=0.2, horizontal_flip=True}.
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
     * What short videos do to a picture. Nothing is mirrored, since writing and symbols may not.
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
                    "%s is a number from 0 to %s, not %s"
                            .formatted(field, ValueRange.number(greatest), value));
        }
    }

    /**
     * Reads {@code none}, {@code tutorial}, {@code video}, or a list such as {@code
     * brightness=0.2..1,flip,caption=0.3}.
     *
     * @throws IllegalArgumentException for people: names the field and the way out
     */
    public static Augmentation parse(String text) {
        return AugmentationParser.read(text);
    }

    /** All that can be drawn for one copy, drawn. */
    AugmentationParams draw(RandomGenerator random) {
        return AugmentationParams.draw(this, random);
    }

    /** As {@link #parse} reads it, the same text for the same augmentation. */
    @Override
    public String toString() {
        return AugmentationParser.of(this);
    }
}
