package dev.framewatch.learn.report;

import dev.framewatch.geometry.Region;
import dev.framewatch.video.RgbImage;
import org.jspecify.annotations.Nullable;

/** Where a report gets its pictures from, one after the other. */
@FunctionalInterface
public interface ReportImages {
    /**
     * A picture by its name.
     *
     * @return null when it cannot be read any more
     */
    @Nullable Exhibit show(String image);

    /**
     * A picture, and what the Detector made of it.
     *
     * @param picture as it was scored
     * @param place where what decided was seen, if it is one place
     * @param heat what the decision looked at, if that was asked
     */
    record Exhibit(RgbImage picture, @Nullable Region place, @Nullable OcclusionMap heat) {}
}
