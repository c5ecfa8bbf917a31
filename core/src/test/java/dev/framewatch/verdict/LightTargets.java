package dev.framewatch.verdict;

import dev.framewatch.file.Sha256;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.Kind;
import dev.framewatch.target.LinearHead;
import dev.framewatch.target.Manifest;
import dev.framewatch.target.ModelRef;
import dev.framewatch.target.Summary;
import dev.framewatch.target.Target;
import dev.framewatch.target.TargetStore;
import dev.framewatch.target.ThresholdCurve;
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
                new Manifest(
                        Manifest.FORMAT,
                        name,
                        Kind.SCENE,
                        List.of("0", "1"),
                        Backbones.scene(new ModelRef("light-above", "0".repeat(64), "any size")),
                        1,
                        Sha256.of(head),
                        new Manifest.Calibration(1, 0),
                        0,
                        neighbourWeight,
                        new ThresholdCurve(0.5, 0.5, List.of()),
                        new Summary(2, 1, 2, null, null, null, null, null, null),
                        0),
                head);
        return store.open(name);
    }
}
