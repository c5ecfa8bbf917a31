package dev.framewatch.targets;

import dev.framewatch.geometry.Region;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import dev.framewatch.vision.LocalFeatures;
import dev.framewatch.vision.OnnxModel;
import dev.framewatch.vision.artwork.PlanarObject;
import dev.framewatch.vision.artwork.PlanarObjectMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns one frame's features into the calibrated probability that it shows the target. */
public final class TargetClassifier implements AutoCloseable {
    private final TargetManifest manifest;
    private final OnnxModel head;
    private final List<PlanarObject> artwork;

    /**
     * @throws IllegalArgumentException when the head does not take as many numbers as the manifest
     *     says or does not give one score a row
     */
    TargetClassifier(TargetManifest manifest, OnnxModel head, List<PlanarObject> artwork) {
        long[] in = head.inputShape();
        if (in.length != 2 || in[1] != manifest.dimensions()) {
            throw new IllegalArgumentException(
                    "expects %s values, but the manifest states %d"
                            .formatted(in.length == 2 ? in[1] : "other", manifest.dimensions()));
        }
        if (head.outputs().size() != 1) {
            throw new IllegalArgumentException("must have one output, not " + head.outputs());
        }
        this.manifest = manifest;
        this.head = head;
        this.artwork = List.copyOf(artwork);
    }

    /**
     * A frame's score.
     *
     * @param probability 0 to 1, or not a number when the head failed on this frame
     * @param place where what decided was seen, if it is one place
     */
    public record Score(double probability, @Nullable Region place) {}

    /** One row for the head, and what it describes. */
    private record Row(float[] values, @Nullable Region place) {}

    /** The score of a frame: that of its likeliest face, region, pair of both, or reference. */
    public Score score(FrameFeatures features) {
        return switch (manifest.kind()) {
            case FACE ->
                    likeliest(
                            features.faces().stream()
                                    .map(seen -> new Row(seen.embedding(), seen.face().box()))
                                    .toList());
            case SCENE -> likeliest(regions(features));
            case AUTO -> likeliestPair(features);
            case ARTWORK -> likeliest(matches(features));
        };
    }

    private static List<Row> regions(FrameFeatures features) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < features.scene().size(); i++) {
            Region place = features.regions().isEmpty() ? null : features.regions().get(i);
            rows.add(new Row(features.scene().get(i), place));
        }
        return rows;
    }

    /** The best place of each reference. */
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
     * A fused score rises with that of the face and with that of the region: the likeliest face is
     * the same beside any region, and the likeliest region beside any face.
     */
    private Score likeliestPair(FrameFeatures features) {
        if (features.scene().isEmpty()) {
            return likeliest(List.of());
        }
        List<EmbeddedFace> faces = features.faces();
        List<Row> beside = new ArrayList<>();
        for (EmbeddedFace seen : faces) {
            beside.add(pair(seen, features.scene().getFirst()));
        }
        EmbeddedFace face = faces.isEmpty() ? null : faces.get(best(scores(beside)));
        return likeliest(features.scene().stream().map(region -> pair(face, region)).toList());
    }

    /** Where there is no face, its place in the row stays empty. */
    private Row pair(@Nullable EmbeddedFace seen, float[] region) {
        int faceDimensions = manifest.dimensions() - 1 - region.length;
        float[] row = new float[manifest.dimensions()];
        if (seen != null) {
            System.arraycopy(seen.embedding(), 0, row, 0, faceDimensions);
            row[faceDimensions] = 1;
        }
        System.arraycopy(region, 0, row, faceDimensions + 1, region.length);
        return new Row(row, seen == null ? null : seen.face().box());
    }

    private Score likeliest(List<Row> rows) {
        if (rows.isEmpty()) {
            return new Score(manifest.noFaceScore(), null);
        }
        float[] scores = scores(rows);
        int best = best(scores);
        return new Score(scores[best], rows.get(best).place());
    }

    private float[] scores(List<Row> rows) {
        return head.predict(rows.stream().map(Row::values).toList());
    }

    /** The highest, or the first that is not a number. */
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
