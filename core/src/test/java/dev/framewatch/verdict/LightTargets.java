package dev.framewatch.verdict;

import dev.framewatch.file.Sha256;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.ThresholdCurve;
import dev.framewatch.targets.TrainingMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Targets that {@link LightAbove} describes: positive on light pictures, {@code dark} on others.
 */
public final class LightTargets {
    private LightTargets() {}

    public static Target in(Path folder, String name, double neighbourWeight) throws IOException {
        int sign = name.equals("dark") ? -1 : 1;
        byte[] head = LinearHead.onnx(new float[] {8 * sign}, -4 * sign);
        TargetStore store = new TargetStore(folder);
        store.save(
                new TargetManifest(
                        TargetManifest.FORMAT,
                        name,
                        TargetKind.SCENE,
                        List.of("0", "1"),
                        Backbones.scene(new ModelRef("light-above", "0".repeat(64), "any size")),
                        1,
                        Sha256.of(head),
                        new TargetManifest.Calibration(1, 0),
                        0,
                        neighbourWeight,
                        new ThresholdCurve(0.5, 0.5, List.of()),
                        new TrainingMetrics(2, 1, 2, null, null, null, null, null, null),
                        0),
                head);
        return store.open(name);
    }
}
