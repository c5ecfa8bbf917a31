package dev.framewatch.learn;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.target.Manifest;
import dev.framewatch.video.Picture;
import dev.framewatch.video.PictureFile;
import dev.framewatch.video.UnreadablePicture;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.LocalFeatures;
import dev.framewatch.vision.artwork.Artwork;
import dev.framewatch.vision.artwork.ArtworkMatch;
import dev.framewatch.vision.artwork.ArtworkRefused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures of one piece of artwork, ready to be looked for.
 *
 * @param references as they are kept: the longer side at most {@value #LONGEST_SIDE} pixels
 * @param artwork what was made of each
 * @param warnings which pictures are not used and why, in sentences for people
 */
public record EnrolledArtwork(
        List<Picture> references, List<Artwork> artwork, List<String> warnings) {
    private static final int LONGEST_SIDE = 512;

    public EnrolledArtwork {
        references = List.copyOf(references);
        artwork = List.copyOf(artwork);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks at each picture.
     *
     * @param pictures of the artwork and nothing else, at most {@link Manifest#MOST_REFERENCES}
     * @throws UnusableDataException when they are too many, or none can serve; with the reasons
     */
    public static EnrolledArtwork of(List<Path> pictures, LocalFeatureExtractor extractor)
            throws UnusableDataException {
        if (pictures.size() > Manifest.MOST_REFERENCES) {
            throw new UnusableDataException(
                    "artwork is looked for by 1 to %d pictures of it, not %d: leave some out"
                            .formatted(Manifest.MOST_REFERENCES, pictures.size()));
        }
        List<Picture> references = new ArrayList<>();
        List<Artwork> artwork = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Path file : pictures) {
            try {
                Picture reference = PictureFile.read(file).shrunkTo(LONGEST_SIDE);
                artwork.add(Artwork.of(reference, extractor));
                references.add(reference);
            } catch (UnreadablePicture | ArtworkRefused e) {
                warnings.add("%s: not used: %s".formatted(file, e.getMessage()));
            }
        }
        if (references.isEmpty()) {
            throw new UnusableDataException(
                    "no picture can serve as a reference: " + String.join("; ", warnings));
        }
        return new EnrolledArtwork(references, artwork, warnings);
    }

    /** The score of a frame, 0 to 1: that of the reference that fits best. */
    double score(LocalFeatures frame) {
        double best = ArtworkHead.NO_MATCH_SCORE;
        for (Artwork reference : artwork) {
            ArtworkMatch match = reference.find(frame);
            if (match != null) {
                best = Math.max(best, ArtworkHead.probability(match));
            }
        }
        return best;
    }
}
