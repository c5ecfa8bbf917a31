package dev.framewatch.targets;

import dev.framewatch.file.Sha256;
import java.util.List;

/** Targets made by code, for tests of this module and others. */
public final class Targets {
    public static final String ONES = "1".repeat(64);
    public static final String TWOS = "2".repeat(64);

    private Targets() {}

    public static TargetManifest manifest(String name, byte[] head, int dimensions) {
        return new TargetManifest(
                TargetManifest.FORMAT,
                name,
                TargetKind.FACE,
                List.of("0", "1"),
                Backbones.faces(
                        new ModelRef("faceboxes", ONES, "1024"),
                        new ModelRef("faceres", TWOS, "224")),
                dimensions,
                Sha256.of(head),
                new TargetManifest.Calibration(1, 0),
                0.05,
                0,
                new ThresholdCurve(
                        0.5,
                        0.5,
                        List.of(
                                new ThresholdCurve.Point(0.2, 0.1, 0),
                                new ThresholdCurve.Point(0.8, 0.01, 0.2))),
                new TrainingMetrics(10, 5, 4, 0.9, 0.8, 0.5, 0.95, 0.99, 0.1),
                1);
    }
}
