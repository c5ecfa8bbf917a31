package dev.framewatch.learn.augment;

import dev.framewatch.video.RgbImage;
import java.util.List;

/**
 * An augmented copy of an image.
 *
 * @param picture the copy; its size may differ from the original's
 * @param changes user-readable descriptions of the changes; empty if there are none
 */
public record AugmentedImage(RgbImage picture, List<String> changes) {
    public AugmentedImage {
        changes = List.copyOf(changes);
    }
}
