package dev.framewatch.learn.check;

import dev.framewatch.learn.check.DatasetReport.ClassSummary;
import dev.framewatch.learn.check.DatasetReport.VideoSummary;
import dev.framewatch.learn.check.Finding.Kind;
import dev.framewatch.learn.dataset.Dataset.Warning;
import dev.framewatch.learn.dataset.LabelledImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds problems of rows, classes and image sizes. */
final class DatasetFindings {
    static final int MAX_EXAMPLES = 10;

    private static final int MIN_SHORT_SIDE_PIXELS = 100;
    private static final int MIN_FACE_SIDE_PIXELS = 40;
    private static final int MIN_VIDEOS = 2;
    private static final int RECOMMENDED_VIDEOS = 10;
    private static final int IMBALANCE_RATIO = 4;
    private static final int SERIOUS_IMBALANCE_RATIO = 10;

    private DatasetFindings() {}

    static void addRowFindings(List<Warning> warnings, List<Finding> findings) {
        for (Warning warning : warnings) {
            switch (warning.kind()) {
                case SKIPPED_IMAGES ->
                        findings.add(
                                leftOut(
                                        true,
                                        warning,
                                        "Correct those rows, put the files there, or delete the"
                                                + " rows."));
                case UNLISTED_FILES ->
                        findings.add(
                                leftOut(
                                        false,
                                        warning,
                                        "Label them if they are meant to be used."));
                case CORRECTIONS -> {} // made on purpose
            }
        }
    }

    private static Finding leftOut(boolean serious, Warning warning, String advice) {
        return new Finding(Kind.LEFT_OUT, serious, 0, warning.text(), advice, List.of());
    }

    static void addUnreadable(List<String> unreadable, List<Finding> findings) {
        if (!unreadable.isEmpty()) {
            findings.add(
                    new Finding(
                            Kind.UNREADABLE,
                            true,
                            unreadable.size(),
                            "images that cannot be read: %d".formatted(unreadable.size()),
                            "Replace the files, or delete their rows: training leaves them out.",
                            first(unreadable)));
        }
    }

    /**
     * Adds a finding if images of different groups look alike.
     *
     * @param videos group of each image
     * @param looks group of each image according to the images
     */
    static void addLookAlikes(List<String> videos, List<String> looks, List<Finding> findings) {
        Map<String, Set<String>> byLook = new LinkedHashMap<>();
        for (int i = 0; i < videos.size(); i++) {
            byLook.computeIfAbsent(looks.get(i), _ -> new LinkedHashSet<>()).add(videos.get(i));
        }
        List<String> alike =
                byLook.values().stream()
                        .filter(names -> names.size() > 1)
                        .map(names -> String.join(" = ", names))
                        .toList();
        if (!alike.isEmpty()) {
            int stated = byLook.values().stream().mapToInt(Set::size).sum();
            findings.add(
                    new Finding(
                            Kind.VIDEOS_LOOK_ALIKE,
                            true,
                            alike.size(),
                            "images of different Groups look alike: by the pictures there are %d"
                                            .formatted(byLook.size())
                                    + " source videos, not %d".formatted(stated),
                            "Give images of one source video one Group, or they leak from training"
                                    + " into validation.",
                            first(alike)));
        }
    }

    static void addClassFindings(
            List<ClassSummary> classes, List<String> positive, List<Finding> findings) {
        if (classes.size() < 2) {
            String only = classes.isEmpty() ? "none" : classes.getFirst().label();
            findings.add(
                    new Finding(
                            Kind.FEW_VIDEOS,
                            true,
                            0,
                            "only one class has readable images: " + only,
                            "Add images with and without the target.",
                            List.of()));
        }
        for (ClassSummary one : classes) {
            addVideoFindings(one, findings);
        }
        int all = classes.stream().mapToInt(ClassSummary::images).sum();
        for (String label : positive) {
            int with =
                    classes.stream()
                            .filter(one -> one.label().equalsIgnoreCase(label))
                            .mapToInt(ClassSummary::images)
                            .sum();
            addImbalance(label, with, all - with, findings);
        }
    }

    private static void addImbalance(String label, int with, int without, List<Finding> findings) {
        int fewer = Math.min(with, without);
        int more = Math.max(with, without);
        if (fewer > 0 && more > IMBALANCE_RATIO * fewer) {
            findings.add(
                    new Finding(
                            Kind.UNBALANCED,
                            more > SERIOUS_IMBALANCE_RATIO * fewer,
                            fewer,
                            "%d images are of class %s and %d are not: training weights the classes equally, but few images of a class teach little"
                                    .formatted(with, label, without),
                            "Label more of the rarer class, from other videos.",
                            List.of()));
        }
    }

    private static void addVideoFindings(ClassSummary one, List<Finding> findings) {
        if (one.videos() < RECOMMENDED_VIDEOS) {
            findings.add(
                    new Finding(
                            Kind.FEW_VIDEOS,
                            one.videos() < MIN_VIDEOS,
                            0,
                            "class %s comes from %d source video%s"
                                    .formatted(
                                            one.label(),
                                            one.videos(),
                                            one.videos() == 1 ? "" : "s"),
                            one.videos() < MIN_VIDEOS
                                    ? "Add images from other videos: training and validation need"
                                            + " at least one each."
                                    : "Add images from other videos: with so few, the metrics are"
                                            + " imprecise.",
                            List.of()));
        }
        VideoSummary largest = one.largest().getFirst();
        if (one.videos() >= MIN_VIDEOS && 3 * largest.images() > one.images()) {
            findings.add(
                    new Finding(
                            Kind.ONE_VIDEO_PREVAILS,
                            false,
                            largest.images(),
                            "%d of the %d images of class %s come from one source video, %s"
                                    .formatted(
                                            largest.images(),
                                            one.images(),
                                            one.label(),
                                            largest.name()),
                            "Check that it is one video; then label other videos, not more of it.",
                            List.of()));
        }
    }

    static void addSizeFindings(
            List<LabelledImage> pictures, List<ImageStats> looks, List<Finding> findings) {
        List<Integer> tiny =
                IntStream.range(0, looks.size())
                        .filter(i -> shortSide(looks.get(i)) < MIN_SHORT_SIDE_PIXELS)
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> shortSide(looks.get(i))))
                        .toList();
        add(
                findings,
                Kind.TINY_PICTURE,
                tiny.stream()
                        .map(i ->
                                "%s, %dx%d"
                                        .formatted(
                                                pictures.get(i).name(),
                                                looks.get(i).width(),
                                                looks.get(i).height()))
                        .toList(),
                "images with a short side below %d pixels: %%d".formatted(MIN_SHORT_SIDE_PIXELS),
                "Extract them from the video again at full size.");
        addFaceFindings(pictures, looks, findings);
    }

    private static void addFaceFindings(
            List<LabelledImage> pictures, List<ImageStats> looks, List<Finding> findings) {
        List<String> none = new ArrayList<>();
        List<Integer> tiny = new ArrayList<>();
        for (int i = 0; i < looks.size(); i++) {
            float face = looks.get(i).faceSide();
            if (face == 0) {
                none.add(pictures.get(i).name());
            } else if (face > 0 && face < MIN_FACE_SIDE_PIXELS) {
                tiny.add(i);
            }
        }
        tiny.sort(Comparator.comparingDouble(i -> looks.get(i).faceSide()));
        add(
                findings,
                Kind.TINY_FACE,
                tiny.stream()
                        .map(i ->
                                "%s, %.0f pixels"
                                        .formatted(pictures.get(i).name(), looks.get(i).faceSide()))
                        .toList(),
                "positive images whose largest face is below %d pixels: %%d"
                        .formatted(MIN_FACE_SIDE_PIXELS),
                "For a face target, label close-ups or images from videos of a higher resolution.");
        add(
                findings,
                Kind.NO_FACE,
                none,
                "positive images without a detected face: %d",
                "For a face target, check that they show the face; ignore this for a scene"
                        + " target.");
    }

    private static int shortSide(ImageStats stats) {
        return Math.min(stats.width(), stats.height());
    }

    private static void add(
            List<Finding> findings, Kind about, List<String> names, String what, String advice) {
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
        return names.subList(0, Math.min(MAX_EXAMPLES, names.size()));
    }
}
