package dev.framewatch.verdict;

import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Targets;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Targets that {@link LightAbove} describes: positive on light pictures, {@code dark} on others.
 */
public final class LightTargets {
    private LightTargets() {}

    public static Target in(Path folder, String name, double neighbourWeight) throws IOException {
        int sign = name.equals("dark") ? -1 : 1;
        byte[] head = LinearHead.onnx(new float[] {8 * sign}, -4 * sign);
        TargetStore store = new TargetStore(folder);
        ModelRef backbone = new ModelRef("light-above", "0".repeat(64), "any size");
        store.save(Targets.scene(name, backbone, head, neighbourWeight), head);
        return store.open(name);
    }
}
