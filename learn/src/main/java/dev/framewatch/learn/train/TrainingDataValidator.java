package dev.framewatch.learn.train;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.targets.TargetKind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks that there are enough videos of both classes to train on some and validate on others. */
final class TrainingDataValidator {
    private TrainingDataValidator() {}

    /**
     * Checks the training data.
     *
     * @throws UnusableDataException if there are fewer than two videos of either class or, for
     *     kinds that use faces, fewer than two in which a face was found
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
                throw lacking("faces were found in fewer than two that " + which);
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

    /** Returns the exception for a shortage that a learner reported. */
    static UnusableDataException lacking(IllegalArgumentException found) {
        return lacking("the detections come from too few of them (" + found.getMessage() + ")");
    }

    private static UnusableDataException lacking(String problem) {
        return new UnusableDataException(
                ("training needs labelled images from at least two videos that show the target and"
                     + " two that do not, since some are held out; of those given, %s: label more"
                     + " images, or check how they were grouped")
                        .formatted(problem));
    }
}
