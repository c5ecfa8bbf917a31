package dev.framewatch.learn.augment;

import dev.framewatch.video.RgbImage;
import java.util.List;

/**
 * A changed copy of a picture.
 *
 * @param picture perhaps of another size than the original
 * @param changes what was done, in words for people; empty when nothing was
 */
public record AugmentedImage(RgbImage picture, List<String> changes) {
    public AugmentedImage {
        changes = List.copyOf(changes);
    }
}
