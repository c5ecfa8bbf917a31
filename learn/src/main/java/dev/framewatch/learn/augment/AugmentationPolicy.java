package dev.framewatch.learn.augment;

/**
 * How many augmented copies of each image are used for training, and their augmentation.
 *
 * @param augmentation the ranges of the changes
 * @param count copies of each image, 0 to 16
 * @param seed the random seed
 */
public record AugmentationPolicy(Augmentation augmentation, int count, long seed) {
    private static final int MAX = 16;

    /** About as many as in the tutorial: 2525 copies of 722 images. */
    private static final int USUAL = 3;

    public AugmentationPolicy {
        if (count < 0 || count > MAX) {
            throw new IllegalArgumentException(
                    "the number of copies per image must be 0 to %d, not %d".formatted(MAX, count));
        }
    }

    /** Returns a policy without copies. */
    public static AugmentationPolicy none() {
        return new AugmentationPolicy(Augmentation.NONE, 0, 0);
    }

    /**
     * Parses {@code none}, or an augmentation in the syntax of {@link Augmentation#parse},
     * optionally with the number of copies: {@code video:4}. The default is 3 copies.
     *
     * @throws IllegalArgumentException with a user-readable message that names the field and valid
     *     values
     */
    public static AugmentationPolicy parse(String text, long seed) {
        int colon = text.indexOf(':');
        Augmentation how = Augmentation.parse(colon < 0 ? text : text.substring(0, colon));
        if (colon < 0) {
            return new AugmentationPolicy(how, how.equals(Augmentation.NONE) ? 0 : USUAL, seed);
        }
        String number = text.substring(colon + 1);
        if (!number.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException(
                    "'%s': the colon must be followed by the number of copies, e.g. video:4"
                            .formatted(text));
        }
        return new AugmentationPolicy(how, Integer.parseInt(number), seed);
    }

    /**
     * Returns a cache key of everything besides the image that determines the pixels of a copy.
     *
     * @param index 0 to {@code count - 1}
     */
    public String key(int index) {
        return "%s seed=%d copy=%d".formatted(augmentation, seed, index);
    }
}
