package dev.framewatch.learn.dataset;

import java.util.List;
import java.util.Set;

/**
 * What a labels file comes to once its rough edges are dealt with.
 *
 * @param pictures each picture once, in natural order of their names ({@code frame9} before {@code
 *     frame10})
 * @param positiveLabel the class that is looked for
 * @param warnings what was left out and why, in sentences for people
 * @param confirmed names of pictures whose label a person has looked at and kept
 */
public record Dataset(
        List<LabelledPicture> pictures,
        String positiveLabel,
        List<String> warnings,
        Set<String> confirmed) {
    public Dataset {
        pictures = List.copyOf(pictures);
        warnings = List.copyOf(warnings);
        confirmed = Set.copyOf(confirmed);
    }

    /** Labels that nobody has looked at again. */
    public Dataset(List<LabelledPicture> pictures, String positiveLabel, List<String> warnings) {
        this(pictures, positiveLabel, warnings, Set.of());
    }

    /** What the two classes are called: all that is not looked for, then what is. */
    public List<String> classes() {
        List<String> others =
                pictures.stream()
                        .filter(picture -> !picture.positive())
                        .map(LabelledPicture::label)
                        .distinct()
                        .toList();
        String other = others.size() == 1 ? others.getFirst() : "not " + positiveLabel;
        return List.of(other, positiveLabel);
    }

    /** How many pictures show what is looked for. */
    public int positives() {
        return (int) pictures.stream().filter(LabelledPicture::positive).count();
    }
}
