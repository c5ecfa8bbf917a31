package dev.framewatch.learn.enrol;

import dev.framewatch.file.Sha256;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.fit.LinearModel;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.ThresholdCurve;
import dev.framewatch.targets.TrainingMetrics;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.LocalFeatures;
import dev.framewatch.vision.artwork.PlanarObject;
import dev.framewatch.vision.artwork.PlanarObjectMatch;
import dev.framewatch.vision.artwork.ReferenceImageFile;
import dev.framewatch.vision.artwork.UnsuitableReferenceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reference images of one piece of artwork, ready for matching.
 *
 * @param references the images as stored: the longer side at most {@value #MAX_SIDE} pixels
 * @param artwork the matching data of each
 * @param warnings user-readable sentences on which images are not used, and why
 */
public record ArtworkReferences(
        List<RgbImage> references, List<PlanarObject> artwork, List<String> warnings) {
    private static final int MAX_SIDE = 512;

    public ArtworkReferences {
        references = List.copyOf(references);
        artwork = List.copyOf(artwork);
        warnings = List.copyOf(warnings);
    }

    /**
     * Prepares each image.
     *
     * @param pictures images of the artwork alone, at most {@link TargetManifest#MAX_REFERENCES}
     * @throws UnusableDataException if there are too many, or none is usable; with the reasons
     */
    public static ArtworkReferences of(List<Path> pictures, LocalFeatureExtractor extractor)
            throws UnusableDataException {
        if (pictures.size() > TargetManifest.MAX_REFERENCES) {
            throw new UnusableDataException(
                    "enrolling artwork takes 1 to %d images of it, not %d"
                            .formatted(TargetManifest.MAX_REFERENCES, pictures.size()));
        }
        List<RgbImage> references = new ArrayList<>();
        List<PlanarObject> artwork = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Path file : pictures) {
            try {
                RgbImage reference = ImageFiles.read(file).shrunkTo(MAX_SIDE);
                artwork.add(PlanarObject.of(reference, extractor));
                references.add(reference);
            } catch (UnreadableImageException | UnsuitableReferenceException e) {
                warnings.add("%s: skipped: %s".formatted(file, e.getMessage()));
            }
        }
        if (references.isEmpty()) {
            throw new UnusableDataException(
                    "none of the images can be used as a reference: "
                            + String.join("; ", warnings));
        }
        return new ArtworkReferences(references, artwork, warnings);
    }

    /**
     * Saves the references as a target. An existing target of that name is replaced atomically.
     *
     * @param classes the negative and the positive class
     * @param thresholds how to choose the score at or above which a frame is positive
     * @param measured the metrics on other images; null if there were none
     * @return the target file
     */
    public Path save(
            String name,
            List<String> classes,
            ThresholdCurve thresholds,
            @Nullable Evaluation measured,
            TargetStore targets)
            throws IOException {
        LinearModel head = ArtworkCalibration.head();
        byte[] onnx = LinearHead.onnx(head.floatWeights(), (float) head.bias());
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < references.size(); i++) {
            images.add(ReferenceImageFile.encode(references.get(i), artwork.get(i)));
        }
        int count = images.size();
        TargetManifest manifest =
                new TargetManifest(
                        TargetManifest.FORMAT,
                        name,
                        TargetKind.ARTWORK,
                        classes,
                        Backbones.artwork(),
                        head.dimensions(),
                        Sha256.of(onnx),
                        images.stream().map(Sha256::of).toList(),
                        null,
                        new TargetManifest.Calibration(1, 0),
                        ArtworkCalibration.NO_MATCH_SCORE,
                        0,
                        thresholds,
                        measured == null || measured.auc() == null
                                ? new TrainingMetrics(
                                        count, count, count, null, null, null, null, null, null)
                                : measured.metrics(),
                        0);
        targets.save(manifest, onnx, images);
        return targets.file(name);
    }

    /** Returns the score of a frame, 0 to 1: that of the best-matching reference. */
    double score(LocalFeatures frame) {
        double best = ArtworkCalibration.NO_MATCH_SCORE;
        for (PlanarObject reference : artwork) {
            PlanarObjectMatch match = reference.find(frame);
            if (match != null) {
                best = Math.max(best, ArtworkCalibration.probability(match));
            }
        }
        return best;
    }
}
