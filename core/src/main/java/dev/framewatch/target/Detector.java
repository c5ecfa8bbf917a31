package dev.framewatch.target;

import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.SeenFace;
import dev.framewatch.vision.LocalFeatures;
import dev.framewatch.vision.OnnxModel;
import dev.framewatch.vision.Place;
import dev.framewatch.vision.artwork.Artwork;
import dev.framewatch.vision.artwork.ArtworkMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns one frame's features into the calibrated probability that it shows the target. */
public final class Detector implements AutoCloseable {
    private final Manifest manifest;
    private final OnnxModel head;
    private final List<Artwork> artwork;

    /**
     * @throws IllegalArgumentException when the head does not take as many numbers as the manifest
     *     says or does not give one score a row
     */
    Detector(Manifest manifest, OnnxModel head, List<Artwork> artwork) {
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
        this.artwork = List.copyOf(artwork);
    }

    /**
     * A frame's score.
     *
     * @param probability 0 to 1, or not a number when the head failed on this frame
     * @param place where what decided was seen, if it is one place
     */
    public record Score(double probability, @Nullable Place place) {}

    /** One row for the head, and what it describes. */
    private record Row(float[] values, @Nullable Place place) {}

    /** The score of a frame: that of its likeliest face, region, pair of both, or reference. */
    public Score score(FrameFeatures features) {
        List<Row> rows =
                switch (manifest.kind()) {
                    case FACE ->
                            features.faces().stream()
                                    .map(seen -> new Row(seen.embedding(), seen.face().box()))
                                    .toList();
                    case SCENE -> regions(features);
                    case AUTO -> pairs(features);
                    case ARTWORK -> matches(features);
                };
        return rows.isEmpty() ? new Score(manifest.noFaceScore(), null) : likeliest(rows);
    }

    private static List<Row> regions(FrameFeatures features) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < features.scene().size(); i++) {
            Place place = features.regions().isEmpty() ? null : features.regions().get(i);
            rows.add(new Row(features.scene().get(i), place));
        }
        return rows;
    }

    /** The best place of each reference. */
    private List<Row> matches(FrameFeatures features) {
        List<Row> rows = new ArrayList<>();
        LocalFeatures local = Objects.requireNonNull(features.local(), "no local features");
        for (Artwork reference : artwork) {
            ArtworkMatch match = reference.find(local);
            if (match != null) {
                rows.add(new Row(match.row(), match.outline()));
            }
        }
        return rows;
    }

    /** Each face with each region; where no face was found, its place in the row stays empty. */
    private List<Row> pairs(FrameFeatures features) {
        List<Row> rows = new ArrayList<>();
        for (float[] region : features.scene()) {
            int faceDimensions = manifest.dimensions() - 1 - region.length;
            for (SeenFace seen : features.faces()) {
                rows.add(
                        new Row(pair(seen.embedding(), region, faceDimensions), seen.face().box()));
            }
            if (features.faces().isEmpty()) {
                rows.add(new Row(pair(null, region, faceDimensions), null));
            }
        }
        return rows;
    }

    private static float[] pair(float @Nullable [] face, float[] region, int faceDimensions) {
        float[] row = new float[faceDimensions + 1 + region.length];
        if (face != null) {
            System.arraycopy(face, 0, row, 0, faceDimensions);
            row[faceDimensions] = 1;
        }
        System.arraycopy(region, 0, row, faceDimensions + 1, region.length);
        return row;
    }

    private Score likeliest(List<Row> rows) {
        float[] scores = head.rows(rows.stream().map(Row::values).toList());
        int best = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Float.isNaN(scores[i])) {
                return new Score(Double.NaN, rows.get(i).place());
            }
            best = scores[i] > scores[best] ? i : best;
        }
        return new Score(scores[best], rows.get(best).place());
    }

    @Override
    public void close() {
        head.close();
    }
}
