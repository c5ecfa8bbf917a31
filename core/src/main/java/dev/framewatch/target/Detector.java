package dev.framewatch.target;

import dev.framewatch.vision.Box;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.SeenFace;
import dev.framewatch.vision.OnnxModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns one frame's features into the calibrated probability that it shows the target. */
public final class Detector implements AutoCloseable {
    private final Manifest manifest;
    private final OnnxModel head;

    /**
     * @throws IllegalArgumentException when the head does not take as many numbers as the manifest
     *     says or does not give one score a row
     */
    Detector(Manifest manifest, OnnxModel head) {
        long[] in = head.inputShape();
        if (in.length != 2 || in[1] != manifest.dimensions()) {
            throw new IllegalArgumentException(
                    "takes %s numbers, the manifest says %d"
                            .formatted(in.length == 2 ? in[1] : "other", manifest.dimensions()));
        }
        if (head.outputs().size() != 1) {
            throw new IllegalArgumentException("one output is needed, it has " + head.outputs());
        }
        this.manifest = manifest;
        this.head = head;
    }

    /**
     * A frame's score.
     *
     * @param probability 0 to 1, or not a number when the head failed on this frame
     * @param box the face that decided, if one did
     */
    public record Score(double probability, @Nullable Box box) {}

    /** The score of a frame: for faces that of the likeliest one. */
    public Score score(FrameFeatures features) {
        return switch (manifest.kind()) {
            case FACE -> likeliest(features.faces());
            case SCENE -> new Score(head.row(features.scene()), null);
        };
    }

    private Score likeliest(List<SeenFace> faces) {
        Score best = new Score(manifest.noFaceScore(), null);
        for (SeenFace seen : faces) {
            double probability = head.row(seen.embedding());
            boolean first = best.box() == null;
            if (first || Double.isNaN(probability) || probability > best.probability()) {
                best = new Score(probability, seen.face().box());
            }
            if (Double.isNaN(probability)) {
                return best;
            }
        }
        return best;
    }

    @Override
    public void close() {
        head.close();
    }
}
