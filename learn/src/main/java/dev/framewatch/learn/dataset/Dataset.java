package dev.framewatch.learn.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a labels file comes to once its rough edges are dealt with.
 *
 * @param images each picture once, in natural order of their names ({@code frame9} before {@code
 *     frame10})
 * @param positiveLabels the classes that are looked for, at least one; with several, a picture is
 *     positive when it shows any of them
 * @param warnings what was left out and why, in sentences for people
 * @param confirmed names of pictures whose label a person has looked at and kept
 */
public record Dataset(
        List<LabelledImage> images,
        List<String> positiveLabels,
        List<String> warnings,
        Set<String> confirmed) {
    public Dataset {
        images = List.copyOf(images);
        positiveLabels = List.copyOf(positiveLabels);
        if (positiveLabels.isEmpty()) {
            throw new IllegalArgumentException("no class to look for");
        }
        warnings = List.copyOf(warnings);
        confirmed = Set.copyOf(confirmed);
    }

    /** Labels that nobody has looked at again. */
    public Dataset(List<LabelledImage> images, List<String> positiveLabels, List<String> warnings) {
        this(images, positiveLabels, warnings, Set.of());
    }

    /** The same pictures where one class is looked for, and all others are not. */
    public Dataset withPositive(String label) {
        return new Dataset(
                images.stream().map(picture -> picture.withPositive(label)).toList(),
                List.of(label),
                warnings,
                confirmed);
    }

    /** What the two classes are called: all that is not looked for, then what is. */
    public List<String> classes() {
        String positiveLabel = String.join(", ", positiveLabels);
        List<String> others =
                images.stream()
                        .filter(picture -> !picture.positive())
                        .map(LabelledImage::label)
                        .distinct()
                        .toList();
        String other = others.size() == 1 ? others.getFirst() : "not " + positiveLabel;
        return List.of(other, positiveLabel);
    }

    /** Whether there are two labels, so that a wrong one is to be the other. */
    public boolean hasTwoLabels() {
        return images.stream()
                        .map(picture -> picture.label().toLowerCase(Locale.ROOT))
                        .distinct()
                        .limit(3)
                        .count()
                == 2;
    }

    /** How many pictures show what is looked for. */
    public int positives() {
        return (int) images.stream().filter(LabelledImage::positive).count();
    }
}
