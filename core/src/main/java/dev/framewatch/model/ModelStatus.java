package dev.framewatch.model;

import java.nio.file.Path;

/**
 * How it stands with a model on this machine.
 *
 * @param file where its ONNX file is, or will be
 * @param problem what is wrong, in words for a person; empty unless the state is {@code CHANGED}
 */
public record ModelStatus(Model model, State state, Path file, String problem) {
    /** Whether a model can be used. */
    public enum State {
        /** There, and as it should be. */
        READY,
        /** Not fetched yet. */
        ABSENT,
        /** There, but not the file that was pinned: it will be refused. */
        CHANGED
    }
}
