package dev.framewatch.learn.augment;

import dev.framewatch.video.RgbImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes augmented copies of images. A copy depends only on the pixels of the image, the seed and
 * the index of the copy: not on the image's name, the order of calls or the thread. Safe for use by
 * several threads.
 *
 * <p>Copies are for training only. Validation requires that the data set is split, by source video,
 * before any copy is made, and uses the original images.
 */
public final class Augmenter implements AutoCloseable {
    private final AugmentationPolicy policy;
    private final VideoCompression recoder = new VideoCompression();

    public Augmenter(AugmentationPolicy policy) {
        this.policy = policy;
    }

    /**
     * Returns one of the copies of an image.
     *
     * @param index the index of the copy, 0 to {@code copies.count() - 1}
     * @return the copy; its size may differ from the original's
     */
    public RgbImage copy(RgbImage image, int index) {
        return params(image, index).apply(image, recoder);
    }

    /**
     * Returns user-readable descriptions of the changes that make a copy; empty if there are none.
     *
     * @param index the index of the copy
     */
    List<String> changes(RgbImage image, int index) {
        return params(image, index).words();
    }

    private AugmentationParams params(RgbImage image, int index) {
        if (index < 0 || index >= policy.count()) {
            throw new IllegalArgumentException(
                    "of %d copies, none has the number %d".formatted(policy.count(), index));
        }
        return policy.augmentation().draw(new Random(seed(image, index)));
    }

    private long seed(RgbImage image, int index) {
        long mixed = mix(policy.seed());
        mixed = mix(mixed + index);
        mixed = mix(mixed + image.width());
        return mix(mixed + Arrays.hashCode(image.rgb()));
    }

    /** The MurmurHash3 finaliser, so that similar seeds give unrelated numbers. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }

    /** Stops the decoder process, if one was started. */
    @Override
    public void close() {
        recoder.close();
    }
}
