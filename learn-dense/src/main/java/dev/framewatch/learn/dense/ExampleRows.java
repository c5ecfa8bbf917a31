package dev.framewatch.learn.dense;

import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.MultipleInstanceLearner;
import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.learn.fit.SelectedInstances;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Selects the training rows of examples. If an image of a positive class has several vectors, such
 * as faces, it contributes the one that a linear model of the class scores highest; otherwise it
 * contributes all its vectors.
 */
final class ExampleRows {
    private static final double C = 10;

    private final List<Example> examples;
    private final List<String> classes;
    private final List<Optional<Scorer>> linearScorers = new ArrayList<>();

    /**
     * @throws IllegalArgumentException unless vectors of every class occur
     */
    ExampleRows(List<Example> all, List<String> classes) {
        this.examples = all.stream().filter(example -> !example.isEmpty()).toList();
        this.classes = List.copyOf(classes);
        for (int i = 0; i < classes.size(); i++) {
            linearScorers.add(linearScorer(i));
        }
    }

    private Optional<Scorer> linearScorer(int classIndex) {
        List<Example> its =
                examples.stream()
                        .filter(example -> example.classIndex() == classIndex)
                        .flatMap(Example::versions)
                        .toList();
        if (its.isEmpty()) {
            throw new IllegalArgumentException(
                    "no training images of \"%s\"".formatted(classes.get(classIndex)));
        }
        if (its.stream().noneMatch(image -> image.positive() && image.vectors().size() > 1)) {
            return Optional.empty();
        }
        Stream<Example> others =
                examples.stream()
                        .filter(example -> example.classIndex() != classIndex)
                        .map(Example::asNegative);
        return Optional.of(
                new MultipleInstanceLearner(new LogisticRegression(C))
                        .fit(Stream.concat(its.stream(), others).toList()));
    }

    /** Returns the non-empty examples, to which the indices of the other methods refer. */
    List<Example> examples() {
        return examples;
    }

    /** Returns the rows of some examples, including augmented images. */
    LabelledRows trainingRows(IntStream indices) {
        return rows(indices, true);
    }

    /** Returns the rows of some examples, without augmented images. */
    LabelledRows validationRows(IntStream indices) {
        return rows(indices, false);
    }

    private LabelledRows rows(IntStream indices, boolean copies) {
        SelectedInstances rows = new SelectedInstances();
        List<Integer> shown = new ArrayList<>();
        for (Example example : indices.mapToObj(examples::get).toList()) {
            Stream<Example> versions = copies ? example.versions() : Stream.of(example);
            versions.filter(version -> !version.isEmpty()).forEach(version -> pick(version, rows));
            while (shown.size() < rows.size()) {
                shown.add(example.classIndex());
            }
        }
        return new LabelledRows(
                rows, shown.stream().mapToInt(Integer::intValue).toArray(), classes);
    }

    private void pick(Example example, SelectedInstances rows) {
        List<float[]> vectors = example.vectors();
        linearScorers
                .get(example.classIndex())
                .map(linear -> IntStream.of(linear.argmax(vectors)))
                .orElseGet(() -> IntStream.range(0, vectors.size()))
                .forEach(index -> rows.add(vectors, index));
    }
}
