package dev.framewatch.learn.dense;

import dev.framewatch.learn.fit.Bag;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.MultipleInstanceLearner;
import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.learn.fit.SelectedInstances;
import dev.framewatch.learn.fit.TrainingExample;
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

    private final List<TrainingExample> examples;
    private final List<String> classes;
    private final List<Optional<Scorer>> linearScorers = new ArrayList<>();

    /**
     * @throws IllegalArgumentException unless vectors of every class occur
     */
    ExampleRows(List<TrainingExample> all, List<String> classes) {
        this.examples = all.stream().filter(example -> !example.example().bag().isEmpty()).toList();
        this.classes = List.copyOf(classes);
        for (int i = 0; i < classes.size(); i++) {
            linearScorers.add(linearScorer(i));
        }
    }

    private Optional<Scorer> linearScorer(int classIndex) {
        List<Bag> its =
                bags(examples.stream().filter(example -> example.classIndex() == classIndex))
                        .toList();
        if (its.isEmpty()) {
            throw new IllegalArgumentException(
                    "no training images of \"%s\"".formatted(classes.get(classIndex)));
        }
        if (its.stream().noneMatch(bag -> bag.positive() && bag.vectors().size() > 1)) {
            return Optional.empty();
        }
        Stream<Bag> others =
                bags(examples.stream().filter(example -> example.classIndex() != classIndex))
                        .map(bag -> new Bag(bag.vectors(), false, bag.weight()));
        return Optional.of(
                new MultipleInstanceLearner(new LogisticRegression(C))
                        .fit(Stream.concat(its.stream(), others).toList()));
    }

    private static Stream<Bag> bags(Stream<TrainingExample> examples) {
        return examples.flatMap(example ->
                Stream.concat(
                        Stream.of(example.example().bag()),
                        example.example().augmented().stream()));
    }

    /** Returns the non-empty examples, to which the indices of the other methods refer. */
    List<TrainingExample> examples() {
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
        for (TrainingExample example : indices.mapToObj(examples::get).toList()) {
            Stream<Bag> bags =
                    copies ? bags(Stream.of(example)) : Stream.of(example.example().bag());
            bags.filter(bag -> !bag.isEmpty())
                    .forEach(bag -> pick(bag, example.classIndex(), rows));
            while (shown.size() < rows.size()) {
                shown.add(example.classIndex());
            }
        }
        return new LabelledRows(
                rows, shown.stream().mapToInt(Integer::intValue).toArray(), classes);
    }

    private void pick(Bag bag, int classIndex, SelectedInstances rows) {
        linearScorers
                .get(classIndex)
                .map(linear -> IntStream.of(linear.argmax(bag)))
                .orElseGet(() -> IntStream.range(0, bag.vectors().size()))
                .forEach(index -> rows.add(bag.vectors(), index));
    }
}
