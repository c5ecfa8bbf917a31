package dev.framewatch.learn.augment;

import dev.framewatch.video.RgbImage;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Makes the copies of pictures. A copy follows from the pixels of its picture, the seed and its
 * number and from nothing else: not from the picture's name, nor from which was copied before, nor
 * by which thread. Safe to call from several threads.
 *
 * <p>Copies are for learning only. Whoever checks on pictures held back must have split them, by
 * source video, before any copy is made, and checks on the originals.
 */
public final class Augmenter implements AutoCloseable {
    private final AugmentationPolicy policy;
    private final VideoCompression recoder = new VideoCompression();

    public Augmenter(AugmentationPolicy policy) {
        this.policy = policy;
    }

    /**
     * @param index which of the copies, 0 to {@code copies.count() - 1}
     */
    public AugmentedImage copy(RgbImage image, int index) {
        if (index < 0 || index >= policy.count()) {
            throw new IllegalArgumentException(
                    "there are %d copies, and no number %d".formatted(policy.count(), index));
        }
        return apply(image, new Random(seed(image, index)));
    }

    /** A copy by chance of the caller's: the same picture and chance give the same pixels. */
    AugmentedImage apply(RgbImage image, RandomGenerator random) {
        AugmentationParams params = policy.augmentation().draw(random);
        return new AugmentedImage(params.apply(image, recoder), params.words());
    }

    private long seed(RgbImage image, int index) {
        long mixed = mix(policy.seed());
        mixed = mix(mixed + index);
        mixed = mix(mixed + image.width());
        return mix(mixed + Arrays.hashCode(image.rgb()));
    }

    /** The finaliser of MurmurHash3, so that near seeds do not give near numbers. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }

    /** Ends the decoder process, if one was needed. */
    @Override
    public void close() {
        recoder.close();
    }
}
