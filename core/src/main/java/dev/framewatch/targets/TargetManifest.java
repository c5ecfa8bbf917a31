package dev.framewatch.targets;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framewatch.file.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The description of a target in its file.
 *
 * @param format the format version: {@value #FORMAT}, {@value #FORMAT_WITH_CONFIRMATION} for a face
 *     target with a confirmation, or {@value #FORMAT_WITH_CONFIRMED_FUSION} for one of the kind
 *     {@code auto}; versions of Framewatch read the formats that existed when they were made
 * @param name the target's name
 * @param kind the features that the classifier uses
 * @param labels the negative and the positive class, as named in the labels file
 * @param backbones the models whose features are the input of the head
 * @param dimensions the input size of the head; for the kind {@code auto} the sum of the size of an
 *     embedding, 1 if there is one (else 0), and the size of the scene features
 * @param head SHA-256 of head.onnx
 * @param references SHA-256 of each reference image for the kind {@code artwork}; else empty
 * @param confirmation how matches of a face are confirmed; null if they are not
 * @param calibration the mapping of raw scores to probabilities; already included in the head
 * @param noFaceScore the score of a frame without a face, or without a candidate for the artwork, 0
 *     to 1
 * @param neighbourWeight the smoothing weight of the frames before and after in a video, 0 to 1
 * @param thresholds how to choose the score at or above which a frame is positive
 * @param evaluation the metrics measured in training
 * @param seed the random seed of the training
 */
public record TargetManifest(
        int format,
        String name,
        TargetKind kind,
        List<String> labels,
        Backbones backbones,
        int dimensions,
        String head,
        List<String> references,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Confirmation confirmation,
        Calibration calibration,
        double noFaceScore,
        double neighbourWeight,
        ThresholdCurve thresholds,
        TrainingMetrics evaluation,
        long seed) {
    public static final int FORMAT = 2;

    /** The format version of a target with a confirmation. */
    public static final int FORMAT_WITH_CONFIRMATION = 3;

    /** The format version of a target of the kind {@code auto} with a confirmation. */
    public static final int FORMAT_WITH_CONFIRMED_FUSION = 4;

    /** The newest format version that is read. */
    static final int NEWEST_FORMAT = FORMAT_WITH_CONFIRMED_FUSION;

    /** The maximum number of reference images of a target. */
    public static final int MAX_REFERENCES = 10;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

    public TargetManifest {
        checkName(name);
        if (confirmation != null && kind != TargetKind.FACE && kind != TargetKind.AUTO) {
            throw new IllegalArgumentException(
                    "confirmation: invalid for the kind %s".formatted(kind));
        }
        if (format != formatOf(kind, backbones, confirmation)) {
            throw new IllegalArgumentException(
                    "format: version %d does not fit the content".formatted(format));
        }
        labels = List.copyOf(labels);
        if (labels.size() != 2) {
            throw new IllegalArgumentException("labels: must be two, not " + labels);
        }
        boolean fits =
                switch (kind) {
                    case FACE -> backbones.embedding() != null;
                    case SCENE -> backbones.scene() != null;
                    case AUTO -> backbones.embedding() != null && backbones.scene() != null;
                    case ARTWORK -> backbones.local() != null;
                };
        if (!fits) {
            throw new IllegalArgumentException("backbones: none is suitable for the kind " + kind);
        }
        references = List.copyOf(references);
        references.forEach(Sha256::requireDigest);
        if (references.isEmpty() == (kind == TargetKind.ARTWORK)
                || references.size() > MAX_REFERENCES) {
            throw new IllegalArgumentException(
                    "references: %d is invalid for the kind %s".formatted(references.size(), kind));
        }
        if (dimensions < 1 || dimensions > 1_000_000) {
            throw new IllegalArgumentException("dimensions: out of range: " + dimensions);
        }
        if (!(noFaceScore >= 0 && noFaceScore <= 1)) {
            throw new IllegalArgumentException(
                    "noFaceScore: must be between 0 and 1, not " + noFaceScore);
        }
        if (!(neighbourWeight >= 0 && neighbourWeight <= 1)) {
            throw new IllegalArgumentException(
                    "neighbourWeight: must be between 0 and 1, not " + neighbourWeight);
        }
    }

    /**
     * Returns the score at or above which a frame is positive.
     *
     * @throws IllegalArgumentException if a rate is requested and none is known
     */
    public double threshold(Threshold choice) {
        return choice instanceof Threshold.FalseMatchRate known && isEnrolledFace()
                ? EnrolledFaceErrors.atRate(known.rate())
                : thresholds.at(choice);
    }

    /** Returns what the thresholds cost, a sentence for each; empty if it is not known. */
    public List<String> errorStatements() {
        return isEnrolledFace()
                ? EnrolledFaceErrors.statements(thresholds.chosen())
                : ThresholdErrors.statements(evaluation.errors(), evaluation.strictErrors());
    }

    /** Returns whether the similarity to a few photos is the score. */
    private boolean isEnrolledFace() {
        return thresholds.points().isEmpty()
                && confirmation != null
                && confirmation.backbones().equals(backbones);
    }

    /** Returns the backbones that a scan opens: those of the features, then the confirming ones. */
    public List<Backbones> openedBackbones() {
        List<Backbones> opened = new ArrayList<>(backbones.parts());
        if (confirmation != null) {
            opened.add(confirmation.backbones());
        }
        return List.copyOf(opened);
    }

    /** Creates the manifest of a target without reference images and confirmation. */
    public TargetManifest(
            int format,
            String name,
            TargetKind kind,
            List<String> labels,
            Backbones backbones,
            int dimensions,
            String head,
            Calibration calibration,
            double noFaceScore,
            double neighbourWeight,
            ThresholdCurve thresholds,
            TrainingMetrics evaluation,
            long seed) {
        this(
                format,
                name,
                kind,
                labels,
                backbones,
                dimensions,
                head,
                List.of(),
                null,
                calibration,
                noFaceScore,
                neighbourWeight,
                thresholds,
                evaluation,
                seed);
    }

    /** Returns the manifest of the same target with another confirmation. */
    public TargetManifest with(Confirmation other) {
        return new TargetManifest(
                formatOf(kind, backbones, other),
                name,
                kind,
                labels,
                backbones,
                dimensions,
                head,
                references,
                other,
                calibration,
                noFaceScore,
                neighbourWeight,
                thresholds,
                evaluation,
                seed);
    }

    /** Returns the manifest of the same target with another name. */
    TargetManifest named(String other) {
        return new TargetManifest(
                format,
                other,
                kind,
                labels.equals(List.of("not " + name, name))
                        ? List.of("not " + other, other)
                        : labels,
                backbones,
                dimensions,
                head,
                references,
                confirmation,
                calibration,
                noFaceScore,
                neighbourWeight,
                thresholds,
                evaluation,
                seed);
    }

    /**
     * Returns the format version of a target: the older one where it suffices, so that older
     * versions of Framewatch can read it.
     */
    public static int formatOf(
            TargetKind kind, Backbones backbones, @Nullable Confirmation confirmation) {
        if (confirmation != null && kind == TargetKind.AUTO) {
            return FORMAT_WITH_CONFIRMED_FUSION;
        }
        return confirmation == null && backbones.landmarks() == null
                ? FORMAT
                : FORMAT_WITH_CONFIRMATION;
    }

    /**
     * Platt scaling: the probability is sigmoid(slope * raw + offset) (Platt, 1999).
     *
     * @param slope more than 0
     * @param offset any finite number
     */
    public record Calibration(double slope, double offset) {
        public Calibration {
            if (!(slope > 0) || !Double.isFinite(slope) || !Double.isFinite(offset)) {
                throw new IllegalArgumentException("calibration: " + slope + ", " + offset);
            }
        }
    }

    /**
     * Checks a target name. Names are also used as file names, so their characters are restricted.
     *
     * @throws IllegalArgumentException if a name is not 1 to 64 letters, digits, dots, dashes or
     *     underscores, beginning with a letter or digit
     */
    public static String checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    ("name: invalid name '%s': use up to 64 letters, digits, dots, hyphens"
                                    + " and underscores")
                            .formatted(name));
        }
        return name;
    }
}
