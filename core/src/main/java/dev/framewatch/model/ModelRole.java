package dev.framewatch.model;

/** What a model does for a scan. */
public enum ModelRole {
    FACE_DETECTOR("detector", "finds faces"),
    FACE_EMBEDDING("embedding", "tells faces apart"),
    SCENE_FEATURES("features", "describes a whole picture");

    private final String label;
    private final String purpose;

    ModelRole(String label, String purpose) {
        this.label = label;
        this.purpose = purpose;
    }

    /** The word commands and files use. */
    public String label() {
        return label;
    }

    public String purpose() {
        return purpose;
    }
}
