package dev.framewatch.targets;

import dev.framewatch.file.Sha256;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a target file says about itself.
 *
 * @param format version of the file's shape; {@value #FORMAT} is the one written here
 * @param name the Target's name
 * @param kind what the Detector looks at
 * @param labels the negative and the positive class, as the labels file called them
 * @param backbones the models whose features the head reads
 * @param dimensions how many numbers the head takes; of the kind {@code auto} those of an
 *     embedding, 1 where there is one (else 0), and those of the scene
 * @param head SHA-256 of head.onnx
 * @param references SHA-256 of each reference picture of the kind {@code artwork}; else empty
 * @param calibration how raw scores became probabilities; already part of the head
 * @param noFaceScore a frame's score where there was no face, or nothing like the artwork, 0 to 1
 * @param neighbourWeight weight of the frames before and after in a video's scores, 0 to 1
 * @param thresholds how to choose from which score on a frame is positive
 * @param evaluation what was measured while training
 * @param seed of the random choices while training
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
        Calibration calibration,
        double noFaceScore,
        double neighbourWeight,
        ThresholdCurve thresholds,
        TrainingMetrics evaluation,
        long seed) {
    public static final int FORMAT = 2;

    /** A Target has at most so many reference pictures. */
    public static final int MAX_REFERENCES = 10;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

    public TargetManifest {
        checkName(name);
        labels = List.copyOf(labels);
        if (labels.size() != 2) {
            throw new IllegalArgumentException("labels: two are needed, found " + labels);
        }
        boolean fits =
                switch (kind) {
                    case FACE -> backbones.embedding() != null;
                    case SCENE -> backbones.scene() != null;
                    case AUTO -> backbones.embedding() != null && backbones.scene() != null;
                    case ARTWORK -> backbones.local() != null;
                };
        if (!fits) {
            throw new IllegalArgumentException("backbones: none fits the kind " + kind);
        }
        references = List.copyOf(references);
        references.forEach(Sha256::requireDigest);
        if (references.isEmpty() == (kind == TargetKind.ARTWORK)
                || references.size() > MAX_REFERENCES) {
            throw new IllegalArgumentException(
                    "references: %d, of the kind %s".formatted(references.size(), kind));
        }
        if (dimensions < 1 || dimensions > 1_000_000) {
            throw new IllegalArgumentException("dimensions: " + dimensions);
        }
        if (!(noFaceScore >= 0 && noFaceScore <= 1)) {
            throw new IllegalArgumentException("noFaceScore: " + noFaceScore);
        }
        if (!(neighbourWeight >= 0 && neighbourWeight <= 1)) {
            throw new IllegalArgumentException("neighbourWeight: " + neighbourWeight);
        }
    }

    /** A Target that has no reference pictures. */
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
                calibration,
                noFaceScore,
                neighbourWeight,
                thresholds,
                evaluation,
                seed);
    }

    /**
     * A probability is sigmoid(slope * raw + offset) (Platt, 1999).
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
     * Names double as file names, so they stay simple.
     *
     * @throws IllegalArgumentException when a name is not 1 to 64 letters, digits, dots, dashes or
     *     underscores, beginning with a letter or digit
     */
    public static String checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name: '%s' will not do; use up to 64 letters, digits, dots, dashes or underscores"
                            .formatted(name));
        }
        return name;
    }
}
