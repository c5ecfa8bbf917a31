package dev.framewatch.targets;

import dev.framewatch.vision.Face;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A face and what models say about it, each asked only once. Thread-safe. */
final class DescribedFace {
    private final Face face;
    private final Map<Backbones, EmbeddedFace> embeddings = new ConcurrentHashMap<>();

    DescribedFace(Face face) {
        this.face = face;
    }

    Face face() {
        return face;
    }

    /**
     * Returns the face as certain models describe it.
     *
     * @param embed asks them
     */
    EmbeddedFace by(Backbones backbones, Function<Face, EmbeddedFace> embed) {
        return embeddings.computeIfAbsent(backbones, _ -> embed.apply(face));
    }
}
