package dev.framewatch.targets;

import dev.framewatch.geometry.Region;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import dev.framewatch.vision.LocalFeatures;
import dev.framewatch.vision.artwork.PlanarObject;
import dev.framewatch.vision.artwork.PlanarObjectMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Computes the calibrated probability that a frame shows the target from the frame's features. */
public final class TargetClassifier implements AutoCloseable {
    private final TargetManifest manifest;
    private final Head head;
    private final List<PlanarObject> artwork;
    private final @Nullable VerifiedScoring verified;

    TargetClassifier(TargetManifest manifest, Head head, List<PlanarObject> artwork) {
        this.manifest = manifest;
        this.head = head;
        this.artwork = List.copyOf(artwork);
        this.verified =
                manifest.confirmation() == null
                        ? null
                        : VerifiedScoring.of(manifest, manifest.confirmation());
    }

    /**
     * Score of a frame.
     *
     * @param probability 0 to 1, or NaN if a model failed on this frame
     * @param region region that determined the score; null if there is no single one
     * @param check what the confirming network says about the face in this region; null if it was
     *     not asked
     * @param unclear whether the face is not seen well enough to tell
     */
    public record Score(
            double probability,
            @Nullable Region region,
            @Nullable FaceCheck check,
            boolean unclear) {
        public Score(double probability, @Nullable Region region) {
            this(probability, region, null, false);
        }
    }

    /** An input row of the head, and the region that it describes. */
    private record Row(float[] values, @Nullable Region region) {}

    /**
     * Returns the score of a frame: the maximum over its faces, regions, pairs of both, or
     * references. Nothing is confirmed.
     */
    public Score score(FrameFeatures features) {
        return score(features, null);
    }

    /**
     * Returns the score of a frame. The faces that matter are confirmed or vetoed, if the target
     * has a confirmation.
     *
     * @param confirming returns a face as the confirming network describes it; null to confirm
     *     nothing
     */
    Score score(FrameFeatures features, @Nullable UnaryOperator<EmbeddedFace> confirming) {
        return switch (manifest.kind()) {
            case FACE -> mostLikelyFace(features.faces(), confirming);
            case SCENE -> mostLikely(regions(features));
            case AUTO -> mostLikelyPair(features, confirming);
            case ARTWORK -> mostLikely(matches(features));
        };
    }

    private Score mostLikelyFace(
            List<EmbeddedFace> faces, @Nullable UnaryOperator<EmbeddedFace> confirming) {
        List<Row> rows =
                faces.stream().map(face -> new Row(face.embedding(), face.face().box())).toList();
        return verified(rows, faces, confirming);
    }

    /** Returns the score of the most likely of rows that describe a face of the frame each. */
    private Score verified(
            List<Row> rows,
            List<EmbeddedFace> faces,
            @Nullable UnaryOperator<EmbeddedFace> confirming) {
        if (rows.isEmpty()) {
            return mostLikely(rows);
        }
        float[] raw = scores(rows);
        double[] scores =
                IntStream.range(0, raw.length)
                        .mapToDouble(i -> CrowdCorrection.of(raw[i], raw.length))
                        .toArray();
        if (verified == null || confirming == null) {
            int best = best(raw);
            return new Score(scores[best], rows.get(best).region());
        }
        return verified.mostLikely(
                scores,
                rows.stream().map(Row::region).toList(),
                i -> confirming.apply(faces.get(i)));
    }

    private static List<Row> regions(FrameFeatures features) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < features.scene().size(); i++) {
            Region place = features.regions().isEmpty() ? null : features.regions().get(i);
            rows.add(new Row(features.scene().get(i), place));
        }
        return rows;
    }

    /** Returns the best match of each reference. */
    private List<Row> matches(FrameFeatures features) {
        List<Row> rows = new ArrayList<>();
        LocalFeatures local = Objects.requireNonNull(features.local(), "no local features");
        for (PlanarObject reference : artwork) {
            PlanarObjectMatch match = reference.find(local);
            if (match != null) {
                rows.add(new Row(match.features(), match.outline()));
            }
        }
        return rows;
    }

    /**
     * Returns the score of the best pair. A fused score is monotonic in the scores of the face and
     * of the region, so the best face can be chosen beside any region, and the best region beside
     * any face.
     */
    private Score mostLikelyPair(
            FrameFeatures features, @Nullable UnaryOperator<EmbeddedFace> confirming) {
        if (features.scene().isEmpty()) {
            return mostLikely(List.of());
        }
        List<EmbeddedFace> faces = features.faces();
        List<Row> beside = pairs(faces, features.scene().getFirst());
        EmbeddedFace face = faces.isEmpty() ? null : faces.get(best(scores(beside)));
        List<Row> rows = features.scene().stream().map(region -> pair(face, region)).toList();
        if (face == null) {
            return mostLikely(rows);
        }
        float[] region = features.scene().get(best(scores(rows)));
        return verified(pairs(faces, region), faces, confirming);
    }

    private List<Row> pairs(List<EmbeddedFace> faces, float[] region) {
        return faces.stream().map(face -> pair(face, region)).toList();
    }

    /** Concatenates the features; without a face, its part of the row is zero. */
    private Row pair(@Nullable EmbeddedFace face, float[] region) {
        int faceDimensions = manifest.dimensions() - 1 - region.length;
        float[] row = new float[manifest.dimensions()];
        if (face != null) {
            System.arraycopy(face.embedding(), 0, row, 0, faceDimensions);
            row[faceDimensions] = 1;
        }
        System.arraycopy(region, 0, row, faceDimensions + 1, region.length);
        return new Row(row, face == null ? null : face.face().box());
    }

    private Score mostLikely(List<Row> rows) {
        if (rows.isEmpty()) {
            return new Score(manifest.noFaceScore(), null);
        }
        float[] scores = scores(rows);
        int best = best(scores);
        return new Score(scores[best], rows.get(best).region());
    }

    private float[] scores(List<Row> rows) {
        return head.predict(rows.stream().map(Row::values).toList());
    }

    /** Returns the index of the highest score, or of the first NaN. */
    private static int best(float[] scores) {
        int best = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Float.isNaN(scores[i])) {
                return i;
            }
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    @Override
    public void close() {
        head.close();
    }
}
