package dev.framewatch.learn.augment;

/**
 * How many changed copies of each picture are learned from, and how they are changed.
 *
 * @param augmentation how
 * @param count copies of each picture, 0 to 16
 * @param seed of every random choice
 */
public record AugmentationPolicy(Augmentation augmentation, int count, long seed) {
    private static final int MAX = 16;

    /** About what the tutorial made: 2525 copies of 722 pictures. */
    private static final int USUAL = 3;

    public AugmentationPolicy {
        if (count < 0 || count > MAX) {
            throw new IllegalArgumentException(
                    "0 to %d copies can be made of a picture, not %d".formatted(MAX, count));
        }
    }

    /** Pictures are learned from as they are. */
    public static AugmentationPolicy none() {
        return new AugmentationPolicy(Augmentation.NONE, 0, 0);
    }

    /**
     * Reads {@code none}, or an augmentation as {@link Augmentation#parse} does, if need be with
     * the number of copies: {@code video:4}. Without it, 3.
     *
     * @throws IllegalArgumentException for people: names the field and the way out
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
                    "'%s': the number of copies is written after the colon, as in video:4"
                            .formatted(text));
        }
        return new AugmentationPolicy(how, Integer.parseInt(number), seed);
    }

    /**
     * What a copy's pixels follow from besides the picture: for the keys of caches.
     *
     * @param index 0 to {@code count - 1}
     */
    public String key(int index) {
        return "%s seed=%d copy=%d".formatted(augmentation, seed, index);
    }
}
