package dev.framewatch.learn.enrol;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.LocalFeatures;
import dev.framewatch.vision.artwork.PlanarObject;
import dev.framewatch.vision.artwork.PlanarObjectMatch;
import dev.framewatch.vision.artwork.UnsuitableReferenceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
