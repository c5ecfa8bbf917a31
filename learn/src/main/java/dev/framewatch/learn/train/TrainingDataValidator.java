package dev.framewatch.learn.train;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.targets.TargetKind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether there are videos of both classes to learn from and others to check on. */
final class TrainingDataValidator {
    private TrainingDataValidator() {}

    /**
     * @throws UnusableDataException when there are fewer than two of either class, or where faces
     *     are looked at, fewer than two with any
     */
    static void check(List<LabelledFeatures> pictures, TargetKind kind)
            throws UnusableDataException {
        for (boolean positive : new boolean[] {true, false}) {
            String which = positive ? "show the target" : "do not show the target";
            if (groups(pictures, picture -> picture.positive() == positive).size() < 2) {
                throw lacking("fewer than two " + which);
            }
            Predicate<LabelledFeatures> seen =
                    picture ->
                            picture.positive() == positive
                                    && !(kind == TargetKind.FACE
                                            && picture.features().faces().isEmpty());
            if (groups(pictures, seen).size() < 2) {
                throw lacking("in fewer than two that " + which + " a face was found");
            }
        }
    }

    private static Set<String> groups(
            List<LabelledFeatures> pictures, Predicate<LabelledFeatures> which) {
        return pictures.stream()
                .filter(which)
                .map(LabelledFeatures::group)
                .collect(Collectors.toSet());
    }

    /** What is said where learning found that out itself. */
    static UnusableDataException lacking(IllegalArgumentException found) {
        return lacking("what was found lies in too few of them (" + found.getMessage() + ")");
    }

    private static UnusableDataException lacking(String problem) {
        return new UnusableDataException(
                ("learning needs labelled pictures from at least two videos that show the target"
                                + " and two that do not, to learn from one and check on the other;"
                                + " of those given, %s: label more pictures, or check how they"
                                + " were grouped")
                        .formatted(problem));
    }
}
