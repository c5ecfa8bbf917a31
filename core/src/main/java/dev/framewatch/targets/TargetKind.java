package dev.framewatch.targets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The features that a target's classifier uses. */
public enum TargetKind {
    /** The faces in a frame. */
    FACE,
    /** The frame as a whole. */
    SCENE,
    /** Both the faces and the frame as a whole, if their fusion is better than either. */
    AUTO,
    /** A piece of printed artwork: a logo, a placard, a cover. */
    ARTWORK;

    /** Returns the kind with this name in command lines and target files. */
    @JsonCreator
    public static TargetKind parse(String name) {
        for (TargetKind kind : values()) {
            if (kind.toString().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "unknown kind '%s' (choose from %s)"
                        .formatted(
                                name,
                                Arrays.stream(values())
                                        .map(TargetKind::toString)
                                        .collect(Collectors.joining(", "))));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
