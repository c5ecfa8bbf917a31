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
        Range brightness,
        double shear,
        Range zoom,
        boolean flip,
        Range crop,
        double letterbox,
        double caption,
        Range jpeg,
        Range h264) {

    /** Copies are like the picture. */
    public static final Augmentation NONE =
            new Augmentation(Range.ONE, 0, Range.ONE, false, Range.ONE, 0, 0, Range.OFF, Range.OFF);

    /**
     * As the tutorial calls ImageDataGenerator: {@code brightness_range=[0.2,1.0], shear_range=0.2,
     * zoom_range=0.2, horizontal_flip=True}.
     */
    public static final Augmentation TUTORIAL =
            new Augmentation(
                    new Range(0.2, 1),
                    0.2,
                    new Range(0.8, 1.2),
                    true,
                    Range.ONE,
                    0,
                    0,
                    Range.OFF,
                    Range.OFF);

    /**
     * What short videos do to a picture. Nothing is mirrored, since writing and symbols may not.
     */
    public static final Augmentation VIDEO =
            new Augmentation(
                    new Range(0.7, 1.2),
                    0,
                    new Range(0.9, 1.1),
                    false,
                    new Range(0.75, 1),
                    0.25,
                    0.3,
                    new Range(30, 80),
                    new Range(30, 42));

    public Augmentation {
        brightness.within("brightness", 0, 4, Range.ONE);
        zoom.within("zoom", 0.2, 5, Range.ONE);
        crop.within("crop", 0.2, 1, Range.ONE);
        jpeg.within("jpeg", 1, 100, Range.OFF);
        h264.within("h264", 22, 51, Range.OFF);
        between("shear", shear, 45);
        between("letterbox", letterbox, 1);
        between("caption", caption, 1);
    }

    private static void between(String field, double value, double greatest) {
        if (!(value >= 0 && value <= greatest)) {
            throw new IllegalArgumentException(
                    "%s is a number from 0 to %s, not %s"
                            .formatted(field, Range.number(greatest), value));
        }
    }

    /**
     * Reads {@code none}, {@code tutorial}, {@code video}, or a list such as {@code
     * brightness=0.2..1,flip,caption=0.3}.
     *
     * @throws IllegalArgumentException for people: names the field and the way out
     */
    public static Augmentation parse(String text) {
        return AugmentationText.read(text);
    }

    /** All that can be drawn for one copy, drawn. */
    Recipe draw(RandomGenerator random) {
        return Recipe.draw(this, random);
    }

    /** As {@link #parse} reads it, the same text for the same augmentation. */
    @Override
    public String toString() {
        return AugmentationText.of(this);
    }
}
