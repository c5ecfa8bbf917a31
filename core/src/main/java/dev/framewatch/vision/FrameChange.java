package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import java.util.List;

/**
 * Where a frame differs from what was looked at before.
 *
 * @param isFirst whether there is no earlier frame, or none of this size
 * @param changed encloses the differences, in pixels of the image; adjacent ones together
 * @param textured encloses those differences that are not of a single colour
 */
public record FrameChange(boolean isFirst, List<Box> changed, List<Box> textured) {
    public FrameChange {
        changed = List.copyOf(changed);
        textured = List.copyOf(textured);
    }

    /** Returns whether there is no difference. */
    public boolean isNone() {
        return changed.isEmpty();
    }
}
