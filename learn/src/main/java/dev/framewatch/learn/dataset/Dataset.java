package dev.framewatch.learn.dataset;

import java.util.List;

/**
 * What a labels file comes to once its rough edges are dealt with.
 *
 * @param pictures each picture once, in natural order of their names ({@code frame9} before {@code
 *     frame10})
 * @param positiveLabels the classes that are looked for, at least one; with several, a picture is
 *     positive when it shows any of them
 * @param warnings what was left out and why, in sentences for people
 */
public record Dataset(
        List<LabelledPicture> pictures, List<String> positiveLabels, List<String> warnings) {
    public Dataset {
        pictures = List.copyOf(pictures);
        positiveLabels = List.copyOf(positiveLabels);
        if (positiveLabels.isEmpty()) {
            throw new IllegalArgumentException("no class to look for");
        }
        warnings = List.copyOf(warnings);
    }

    /** The same pictures where one class is looked for, and all others are not. */
    public Dataset lookingFor(String label) {
        return new Dataset(
                pictures.stream().map(picture -> picture.lookedAtFor(label)).toList(),
                List.of(label),
                warnings);
    }

    /** What the two classes are called: all that is not looked for, then what is. */
    public List<String> classes() {
        String positiveLabel = String.join(", ", positiveLabels);
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
