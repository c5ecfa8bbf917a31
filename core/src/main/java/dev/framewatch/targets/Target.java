package dev.framewatch.targets;

/**
 * A target, ready for classification.
 *
 * @param manifest the description in its file
 * @param sha256 of the target file; identifies this exact classifier in every result
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
