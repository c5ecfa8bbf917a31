package dev.framewatch.model;

/** Purpose of a model in a scan. */
public enum ModelRole {
    FACE_DETECTOR("detector", "face detection"),
    FACE_EMBEDDING("embedding", "face recognition"),
    FACE_LANDMARKS("landmarks", "face alignment"),
    SCENE_FEATURES("features", "image classification");

    private final String label;
    private final String purpose;

    ModelRole(String label, String purpose) {
        this.label = label;
        this.purpose = purpose;
    }

    /** Returns the name used in commands and files. */
    public String label() {
        return label;
    }

    public String purpose() {
        return purpose;
    }
}
