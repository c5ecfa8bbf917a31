package dev.framewatch.learn.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The confusion matrix over several classes: which class each held-out image was taken for.
 *
 * @param classes the names of the classes, and last {@value #NONE}
 * @param counts the number of images by their label (rows) and by the class they were taken for
 *     (columns), in the order of the classes
 */
public record ClassConfusion(List<String> classes, List<List<Integer>> counts) {
    static final String NONE = "none";

    public ClassConfusion {
        classes = List.copyOf(classes);
        counts = counts.stream().map(List::copyOf).toList();
    }

    /**
     * The scores for one class.
     *
     * @param name the class
     * @param threshold the score at or above which an image is taken for it
     * @param images the images; positive if they are labelled with this class
     */
    public record OneClass(String name, double threshold, List<ScoredImage> images) {
        public OneClass {
            images = List.copyOf(images);
        }
    }

    /** What the classes say about one image. */
    private static final class Votes {
        private final int rest;
        private int voters;
        private int labelled;
        private int predicted;
        private double highest;

        Votes(int rest) {
            this.rest = rest;
            this.labelled = rest;
            this.predicted = rest;
        }

        void add(int number, double threshold, ScoredImage image) {
            voters++;
            labelled = image.positive() ? number : labelled;
            if (image.score() >= threshold && image.score() > highest) {
                predicted = number;
                highest = image.score();
            }
        }

        boolean isComplete() {
            return voters == rest;
        }
    }

    /**
     * Counts the images that were scored for every class. An image is taken for the class of its
     * highest score among those that reach their threshold.
     */
    public static ClassConfusion of(List<OneClass> all) {
        Map<String, Votes> byImage = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            for (ScoredImage image : all.get(i).images) {
                byImage.computeIfAbsent(image.image(), _ -> new Votes(all.size()))
                        .add(i, all.get(i).threshold, image);
            }
        }
        int[][] counts = new int[all.size() + 1][all.size() + 1];
        for (Votes votes : byImage.values()) {
            if (votes.isComplete()) {
                counts[votes.labelled][votes.predicted]++;
            }
        }
        List<String> classes = new ArrayList<>(all.stream().map(OneClass::name).toList());
        classes.add(NONE);
        return new ClassConfusion(
                classes,
                Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList());
    }

    /** Returns the matrix as a table. */
    public String text() {
        int width = classes.stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text =
                new StringBuilder(
                        "Held-out images by label (rows) and by what they were taken for:\n");
        text.append("  ").append(" ".repeat(width));
        classes.forEach(name -> text.append("  ").append(padded(name, Math.max(6, name.length()))));
        for (int i = 0; i < classes.size(); i++) {
            String name = classes.get(i);
            text.append("\n  ").append(name).append(" ".repeat(width - name.length()));
            for (int j = 0; j < classes.size(); j++) {
                text.append("  ")
                        .append(
                                padded(
                                        counts.get(i).get(j).toString(),
                                        Math.max(6, classes.get(j).length())));
            }
        }
        return text.append('\n').toString();
    }

    private static String padded(String cell, int width) {
        return " ".repeat(width - cell.length()) + cell;
    }
}
