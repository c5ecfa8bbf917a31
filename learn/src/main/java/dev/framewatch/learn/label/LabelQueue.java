package dev.framewatch.learn.label;

import dev.framewatch.learn.dataset.FolderLabels.Image;
import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.Learner;
import dev.framewatch.learn.fit.Scorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Decides which image a person should label next. First one image of each video is asked about,
 * then more of each, far from the others; images of unknown videos count as one video. Once a few
 * images of both classes are labelled, a model is fitted to them, and the image that it is least
 * certain about comes next, and images without a face, if a face is looked for, come last
 * (uncertainty sampling: Lewis and Gale, "A sequential algorithm for training text classifiers",
 * SIGIR 1994), from another video than the last one where possible. Not thread-safe.
 */
final class LabelQueue {
    /** Images of each class that a model needs. */
    private static final int MIN_PER_CLASS = 3;

    /** Answers after which the model is fitted again. */
    private static final int ANSWERS_PER_FIT = 4;

    private final Learner learner;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable Scorer model;
    private int answersSinceFit;
    private int skips;
    private String lastVideo = "";

    /** What is known about an image. */
    private static final class Entry {
        private final Image image;
        private final int position;
        private @Nullable List<float[]> vectors;
        private @Nullable Boolean positive;
        private int skippedAt;

        Entry(Image image, int position) {
            this.image = image;
            this.position = position;
        }

        boolean isOpen() {
            return positive == null;
        }

        boolean isDescribed() {
            return vectors != null && !vectors.isEmpty();
        }

        /** Returns whether there is nothing in it that could be the target, such as a face. */
        boolean isEmpty() {
            return vectors != null && vectors.isEmpty();
        }
    }

    /**
     * @param images in their order within each video
     * @param learner fits the model
     */
    LabelQueue(List<Image> images, Learner learner) {
        this.learner = learner;
        for (Image image : images) {
            entries.put(image.name(), new Entry(image, entries.size()));
        }
    }

    /** Adds the features of an image. */
    void describe(String image, List<float[]> vectors) {
        Entry entry = entries.get(image);
        if (entry != null) {
            entry.vectors = List.copyOf(vectors);
        }
    }

    /**
     * Records an answer.
     *
     * @param positive whether the image shows the target; null if it has no answer any more
     */
    void answer(String image, @Nullable Boolean positive) {
        Entry entry = entries.get(image);
        if (entry == null) {
            return; // it was left out while it was shown
        }
        entry.positive = positive;
        entry.skippedAt = 0;
        lastVideo = entry.image.video();
        answersSinceFit++;
    }

    /** Puts an image behind those that were not skipped, or skipped before. */
    void skip(String image) {
        Entry entry = entries.get(image);
        if (entry == null) {
            return;
        }
        entry.skippedAt = ++skips;
        lastVideo = entry.image.video();
    }

    /** Removes an image: it is not asked about. */
    void leaveOut(String image) {
        entries.remove(image);
    }

    /** Returns the image to ask about; empty if all are labelled. */
    Optional<String> next() {
        fitIfDue();
        List<Entry> open = entries.values().stream().filter(Entry::isOpen).toList();
        int earliest = open.stream().mapToInt(entry -> entry.skippedAt).min().orElse(0);
        List<Entry> candidates =
                open.stream().filter(entry -> entry.skippedAt == earliest).toList();
        List<Entry> promising = candidates.stream().filter(entry -> !entry.isEmpty()).toList();
        if (promising.isEmpty()) {
            return leastCovered(candidates).map(entry -> entry.image.name());
        }
        List<Entry> scored =
                model == null ? List.of() : promising.stream().filter(Entry::isDescribed).toList();
        return (scored.isEmpty() ? leastCovered(promising) : leastCertain(scored))
                .map(entry -> entry.image.name());
    }

    /** Returns an image of the video with the fewest answers, far from those that have one. */
    private Optional<Entry> leastCovered(List<Entry> candidates) {
        Map<String, List<Integer>> answered = new HashMap<>();
        entries.values().stream()
                .filter(entry -> !entry.isOpen())
                .forEach(entry ->
                        answered.computeIfAbsent(entry.image.video(), _ -> new ArrayList<>())
                                .add(entry.position));
        return candidates.stream()
                .min(
                        Comparator.comparingInt((Entry entry) ->
                                        answered.getOrDefault(entry.image.video(), List.of())
                                                .size())
                                .thenComparing(
                                        Comparator.comparingInt((Entry entry) ->
                                                        distance(
                                                                entry,
                                                                answered.getOrDefault(
                                                                        entry.image.video(),
                                                                        List.of())))
                                                .reversed())
                                .thenComparingInt(entry -> entry.position));
    }

    private static int distance(Entry entry, List<Integer> answered) {
        return answered.stream()
                .mapToInt(position -> Math.abs(position - entry.position))
                .min()
                .orElse(0);
    }

    private Optional<Entry> leastCertain(List<Entry> scored) {
        List<Entry> others =
                scored.stream().filter(entry -> !entry.image.video().equals(lastVideo)).toList();
        return (others.isEmpty() ? scored : others)
                .stream()
                        .min(Comparator.comparingDouble(entry -> Math.abs(logit(entry).orElse(0))));
    }

    /** Returns the model's guess for an image as log-odds; empty if there is none yet. */
    OptionalDouble guess(String image) {
        Entry entry = entries.get(image);
        return entry == null ? OptionalDouble.empty() : logit(entry);
    }

    private OptionalDouble logit(Entry entry) {
        List<float[]> vectors = entry.vectors;
        if (model == null || vectors == null || vectors.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] logits = model.logits(vectors);
        double highest = logits[0];
        for (double logit : logits) {
            highest = Math.max(highest, logit);
        }
        return OptionalDouble.of(highest);
    }

    private void fitIfDue() {
        if (model != null && answersSinceFit < ANSWERS_PER_FIT) {
            return;
        }
        List<Example> examples = new ArrayList<>();
        int positives = 0;
        for (Entry entry : entries.values()) {
            Boolean positive = entry.positive;
            if (positive != null && entry.isDescribed()) {
                List<float[]> vectors = Objects.requireNonNull(entry.vectors);
                examples.add(new Example(vectors, List.of(), positive, entry.image.video(), 1));
                positives += positive ? 1 : 0;
            }
        }
        if (positives >= MIN_PER_CLASS && examples.size() - positives >= MIN_PER_CLASS) {
            model = learner.fit(examples);
            answersSinceFit = 0;
        }
    }
}
