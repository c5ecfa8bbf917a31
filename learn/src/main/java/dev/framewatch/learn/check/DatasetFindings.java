package dev.framewatch.learn.check;

import dev.framewatch.learn.check.DatasetReport.OneClass;
import dev.framewatch.learn.check.DatasetReport.OneVideo;
import dev.framewatch.learn.check.Finding.About;
import dev.framewatch.learn.dataset.LabelledImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What is to be said of rows, classes and sizes. */
final class DatasetFindings {
    static final int EXAMPLES = 10;

    private static final int SHORT_SIDE = 100;
    private static final int FACE_SIDE = 40;
    private static final int NEEDED_VIDEOS = 2;
    private static final int ENOUGH_VIDEOS = 10;
    private static final int UNBALANCED = 4;
    private static final int VERY_UNBALANCED = 10;

    private DatasetFindings() {}

    static void ofRows(List<String> warnings, List<Finding> findings) {
        for (String warning : warnings) {
            boolean rows = warning.contains("left out");
            findings.add(
                    new Finding(
                            About.LEFT_OUT,
                            rows,
                            0,
                            warning,
                            rows
                                    ? "Correct those rows, put the files there, or delete the rows."
                                    : "Label them if they are meant to be used.",
                            List.of()));
        }
    }

    static void ofUnreadable(List<String> unreadable, List<Finding> findings) {
        if (!unreadable.isEmpty()) {
            findings.add(
                    new Finding(
                            About.UNREADABLE,
                            true,
                            unreadable.size(),
                            "pictures that cannot be read: %d".formatted(unreadable.size()),
                            "Replace the files, or delete their rows: training leaves them out.",
                            first(unreadable)));
        }
    }

    static void ofClasses(List<OneClass> classes, List<String> positive, List<Finding> findings) {
        if (classes.size() < 2) {
            String only = classes.isEmpty() ? "none" : classes.getFirst().label();
            findings.add(
                    new Finding(
                            About.FEW_VIDEOS,
                            true,
                            0,
                            "there is only one class with readable pictures: " + only,
                            "Add pictures with and without what is looked for.",
                            List.of()));
        }
        for (OneClass one : classes) {
            ofVideos(one, findings);
        }
        int all = classes.stream().mapToInt(OneClass::pictures).sum();
        for (String label : positive) {
            int with =
                    classes.stream()
                            .filter(one -> one.label().equalsIgnoreCase(label))
                            .mapToInt(OneClass::pictures)
                            .sum();
            ofBalance(label, with, all - with, findings);
        }
    }

    private static void ofBalance(String label, int with, int without, List<Finding> findings) {
        int fewer = Math.min(with, without);
        int more = Math.max(with, without);
        if (fewer > 0 && more > UNBALANCED * fewer) {
            findings.add(
                    new Finding(
                            About.UNBALANCED,
                            more > VERY_UNBALANCED * fewer,
                            fewer,
                            "%d pictures are of class %s and %d are not: training weighs that out, but few pictures of a kind teach little"
                                    .formatted(with, label, without),
                            "Label more of the rarer kind, from further videos.",
                            List.of()));
        }
    }

    private static void ofVideos(OneClass one, List<Finding> findings) {
        if (one.videos() < ENOUGH_VIDEOS) {
            findings.add(
                    new Finding(
                            About.FEW_VIDEOS,
                            one.videos() < NEEDED_VIDEOS,
                            0,
                            "class %s comes from %d source video%s"
                                    .formatted(
                                            one.label(),
                                            one.videos(),
                                            one.videos() == 1 ? "" : "s"),
                            one.videos() < NEEDED_VIDEOS
                                    ? "Add pictures from other videos: one is learned from, another"
                                            + " checked on."
                                    : "Add pictures from other videos: with so few, figures are"
                                            + " rough.",
                            List.of()));
        }
        OneVideo largest = one.largest().getFirst();
        if (one.videos() >= NEEDED_VIDEOS && 3 * largest.pictures() > one.pictures()) {
            findings.add(
                    new Finding(
                            About.ONE_VIDEO_PREVAILS,
                            false,
                            largest.pictures(),
                            "%d of the %d pictures of class %s come from one source video, %s"
                                    .formatted(
                                            largest.pictures(),
                                            one.pictures(),
                                            one.label(),
                                            largest.name()),
                            "Check that it is one; then label others rather" + " than more of it.",
                            List.of()));
        }
    }

    static void ofSizes(
            List<LabelledImage> pictures, List<ImageStats> looks, List<Finding> findings) {
        List<Integer> tiny =
                IntStream.range(0, looks.size())
                        .filter(i -> shortSide(looks.get(i)) < SHORT_SIDE)
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> shortSide(looks.get(i))))
                        .toList();
        add(
                findings,
                About.TINY_PICTURE,
                tiny.stream()
                        .map(i ->
                                "%s, %dx%d"
                                        .formatted(
                                                pictures.get(i).image(),
                                                looks.get(i).width(),
                                                looks.get(i).height()))
                        .toList(),
                "pictures smaller than %d pixels across: %%d".formatted(SHORT_SIDE),
                "Take them from the video again in full size.");
        ofFaces(pictures, looks, findings);
    }

    private static void ofFaces(
            List<LabelledImage> pictures, List<ImageStats> looks, List<Finding> findings) {
        List<String> none = new ArrayList<>();
        List<Integer> tiny = new ArrayList<>();
        for (int i = 0; i < looks.size(); i++) {
            float face = looks.get(i).face();
            if (face == 0) {
                none.add(pictures.get(i).image());
            } else if (face > 0 && face < FACE_SIDE) {
                tiny.add(i);
            }
        }
        tiny.sort(Comparator.comparingDouble(i -> looks.get(i).face()));
        add(
                findings,
                About.TINY_FACE,
                tiny.stream()
                        .map(i ->
                                "%s, %.0f pixels"
                                        .formatted(pictures.get(i).image(), looks.get(i).face()))
                        .toList(),
                "pictures of a class to look for whose largest face is under %d pixels: %%d"
                        .formatted(FACE_SIDE),
                "For a face, label pictures from videos of a higher resolution, or closer ones.");
        add(
                findings,
                About.NO_FACE,
                none,
                "pictures of a class to look for in which no face is found: %d",
                "For a face, see whether they show it at all; for a scene this says nothing.");
    }

    private static int shortSide(ImageStats stats) {
        return Math.min(stats.width(), stats.height());
    }

    private static void add(
            List<Finding> findings, About about, List<String> names, String what, String advice) {
        if (!names.isEmpty()) {
            findings.add(
                    new Finding(
                            about,
                            false,
                            names.size(),
                            what.formatted(names.size()),
                            advice,
                            first(names)));
        }
    }

    private static List<String> first(List<String> names) {
        return names.subList(0, Math.min(EXAMPLES, names.size()));
    }
}
