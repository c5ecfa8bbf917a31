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

    /**
     * Returns whether this is a face target of an older version, whose matches nothing confirms.
     */
    public boolean lacksConfirmation() {
        return manifest.kind() == TargetKind.FACE && manifest.confirmation() == null;
    }

    /** Returns whether it was enrolled from photos: then its false-positive rates are unknown. */
    public boolean isEnrolled() {
        return manifest.thresholds().points().isEmpty();
    }

    @Override
    public void close() {
        detector.close();
    }
}
