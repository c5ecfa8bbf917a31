package dev.framewatch.learn.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A labelled data set, as read and cleaned from a labels file.
 *
 * @param images one entry per image, in natural order of the names ({@code frame9} before {@code
 *     frame10})
 * @param positiveLabels positive classes, at least one; with several, an image is positive if it
 *     shows any of them
 * @param warnings which images and files are not used, and which labels were corrected
 * @param confirmed names of images whose label a person has reviewed and confirmed
 */
public record Dataset(
        List<LabelledImage> images,
        List<String> positiveLabels,
        List<Warning> warnings,
        Set<String> confirmed) {
    public Dataset {
        images = List.copyOf(images);
        positiveLabels = List.copyOf(positiveLabels);
        if (positiveLabels.isEmpty()) {
            throw new IllegalArgumentException("no positive class");
        }
        warnings = List.copyOf(warnings);
        confirmed = Set.copyOf(confirmed);
    }

    /**
     * A note for the user on how the data set differs from its files.
     *
     * @param kind what it is about
     * @param text one sentence that lists the images or files
     */
    public record Warning(Kind kind, String text) {

        /** What a warning is about. */
        public enum Kind {
            /** Images whose rows disagree or whose file is missing. */
            SKIPPED_IMAGES,
            /** Files in the image folder without a row. */
            UNLISTED_FILES,
            /** Reviewed corrections: those made, and those that could not be. */
            CORRECTIONS
        }
    }

    /** Creates a data set without confirmed labels. */
    public Dataset(
            List<LabelledImage> images, List<String> positiveLabels, List<Warning> warnings) {
        this(images, positiveLabels, warnings, Set.of());
    }

    /** Returns the same images with this class as the only positive one. */
    public Dataset withPositive(String label) {
        return new Dataset(
                images.stream().map(image -> image.withPositive(label)).toList(),
                List.of(label),
                warnings,
                confirmed);
    }

    /** Returns the names of the two classes: negative, then positive. */
    public List<String> classes() {
        String positiveLabel = String.join(", ", positiveLabels);
        List<String> others =
                images.stream()
                        .filter(image -> !image.positive())
                        .map(LabelledImage::label)
                        .distinct()
                        .toList();
        String other = others.size() == 1 ? others.getFirst() : "not " + positiveLabel;
        return List.of(other, positiveLabel);
    }

    /**
     * Returns whether there are exactly two labels, so that a wrong label can only be the other
     * one.
     */
    public boolean hasTwoLabels() {
        return images.stream()
                        .map(image -> image.label().toLowerCase(Locale.ROOT))
                        .distinct()
                        .limit(3)
                        .count()
                == 2;
    }

    /** Returns the number of positive images. */
    public int positives() {
        return (int) images.stream().filter(LabelledImage::positive).count();
    }
}
