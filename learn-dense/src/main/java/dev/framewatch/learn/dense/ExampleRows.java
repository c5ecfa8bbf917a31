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
 * What a network learns from lessons. Where a picture shows a class that is looked for and holds
 * several vectors, such as faces, that is the one which a linear head of the class finds likeliest;
 * else all of them.
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
        this.examples = all.stream().filter(lesson -> !lesson.example().bag().isEmpty()).toList();
        this.classes = List.copyOf(classes);
        for (int i = 0; i < classes.size(); i++) {
            linearScorers.add(linearScorers(i));
        }
    }

    private Optional<Scorer> linearScorers(int one) {
        List<Bag> its =
                bags(examples.stream().filter(lesson -> lesson.classIndex() == one)).toList();
        if (its.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing to learn \"%s\" from".formatted(classes.get(one)));
        }
        if (its.stream().noneMatch(bag -> bag.positive() && bag.vectors().size() > 1)) {
            return Optional.empty();
        }
        Stream<Bag> others =
                bags(examples.stream().filter(lesson -> lesson.classIndex() != one))
                        .map(bag -> new Bag(bag.vectors(), false, bag.weight()));
        return Optional.of(
                new MultipleInstanceLearner(new LogisticRegression(C))
                        .fit(Stream.concat(its.stream(), others).toList()));
    }

    private static Stream<Bag> bags(Stream<TrainingExample> lessons) {
        return lessons.flatMap(lesson ->
                Stream.concat(
                        Stream.of(lesson.example().bag()), lesson.example().augmented().stream()));
    }

    /** The lessons that hold anything, to which the others' numbers refer. */
    List<TrainingExample> examples() {
        return examples;
    }

    /** The rows of some lessons and of their copies. */
    LabelledRows trainingRows(IntStream which) {
        return rows(which, true);
    }

    /** The rows of some lessons as they are. */
    LabelledRows validationRows(IntStream which) {
        return rows(which, false);
    }

    private LabelledRows rows(IntStream which, boolean copies) {
        SelectedInstances rows = new SelectedInstances();
        List<Integer> shown = new ArrayList<>();
        for (TrainingExample lesson : which.mapToObj(examples::get).toList()) {
            Stream<Bag> bags = copies ? bags(Stream.of(lesson)) : Stream.of(lesson.example().bag());
            bags.filter(bag -> !bag.isEmpty()).forEach(bag -> pick(bag, lesson.classIndex(), rows));
            while (shown.size() < rows.size()) {
                shown.add(lesson.classIndex());
            }
        }
        return new LabelledRows(
                rows, shown.stream().mapToInt(Integer::intValue).toArray(), classes);
    }

    private void pick(Bag bag, int one, SelectedInstances rows) {
        linearScorers
                .get(one)
                .map(linear -> IntStream.of(linear.argmax(bag)))
                .orElseGet(() -> IntStream.range(0, bag.vectors().size()))
                .forEach(index -> rows.add(bag.vectors(), index));
    }
}
