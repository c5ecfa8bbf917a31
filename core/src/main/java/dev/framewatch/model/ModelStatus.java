package dev.framewatch.model;

import java.nio.file.Path;

/**
 * Local status of a model.
 *
 * @param file path of its ONNX file, which may not exist yet
 * @param problem user-facing description of the problem; empty unless the state is {@code CHANGED}
 */
public record ModelStatus(Model model, State state, Path file, String problem) {
    /** Whether a model can be used. */
    public enum State {
        /** Present and unchanged. */
        READY,
        /** Not fetched yet. */
        ABSENT,
        /** Present, but different from the pinned file; it is rejected when used. */
        CHANGED
    }
}
