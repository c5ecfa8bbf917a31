package dev.framewatch.targets;

/**
 * What is looked for, ready to be recognised.
 *
 * @param manifest what its file says about it
 * @param sha256 of the target file, which names this very Detector in every result
 * @param detector scores frames
 */
public record Target(TargetManifest manifest, String sha256, TargetClassifier detector)
        implements AutoCloseable {
    public String name() {
        return manifest.name();
    }

    @Override
    public void close() {
        detector.close();
    }
}
