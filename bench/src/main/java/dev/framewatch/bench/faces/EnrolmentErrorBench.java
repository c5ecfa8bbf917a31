package dev.framewatch.bench.faces;

import dev.framewatch.home.Home;
import dev.framewatch.learn.dataset.DatasetLocation;
import dev.framewatch.learn.dataset.ImageDescriptor;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.dataset.SourceGroups;
import dev.framewatch.learn.enrol.EnrolmentFaceSelector;
import dev.framewatch.learn.enrol.FaceEnrolment;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.ErrorRate;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.ThresholdErrors;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the errors of enrolled faces at several thresholds: {@code EnrolmentErrorBench DATA
 * PERSON}. DATA holds {@code people/NAME/*.jpg}, {@code tutorial/images} and {@code
 * tutorial/mapping_trump.csv}, whose target is PERSON. Each person's photos are divided into sets
 * of five, and a target is enrolled from each set. False alarms: every target on the frames of
 * videos in which PERSON never appears. Misses: PERSON's targets on the frames that show PERSON.
 * The rows are those of {@code EnrolledFaceErrors}.
 */
public final class EnrolmentErrorBench {
    private static final int PHOTOS = 5;
    private static final double[] THRESHOLDS = {0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

    private EnrolmentErrorBench() {}

    private record Frame(LabelledImage image, String video, FrameFeatures features) {}

    /** Prints one row per threshold, and one per person at the threshold of enrolment. */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        Home home = Home.of(System.getenv(), Path.of(System.getProperty("user.home")));
        ModelStore models = new ModelStore(home, Npm.on(System.getenv("PATH")));
        BackboneLoader loader = new BackboneLoader(models, ProgressListener.SILENT);
        Backbones backbones =
                loader.faces(
                        ModelCatalogue.standard(ModelRole.FACE_DETECTOR).id(),
                        ModelCatalogue.mobileFaceNet().id());
        Map<String, List<ScoredImage>> scored = new LinkedHashMap<>();
        try (FeatureExtractor extractor = loader.open(backbones)) {
            List<Frame> frames = frames(data.resolve("tutorial"), extractor);
            for (Path person : folders(data.resolve("people"))) {
                String name = Objects.toString(person.getFileName());
                List<ScoredImage> own = new ArrayList<>();
                for (Target target : targets(person, backbones, extractor)) {
                    try (target) {
                        score(target, frames, name.equals(args[1]), own);
                    }
                }
                scored.put(name, own);
            }
        }
        List<ScoredImage> all = scored.values().stream().flatMap(List::stream).toList();
        System.out.println("threshold  false alarms  per 1,000 (95% CI)  missed  % (95% CI)");
        for (double threshold : THRESHOLDS) {
            print("all", errors(all, threshold));
        }
        scored.forEach((name, images) -> {
            print(name, errors(images, 0.5));
            System.out.println("      " + falseAlarms(images));
        });
    }

    private static ThresholdErrors errors(List<ScoredImage> images, double threshold) {
        return Evaluation.of(images, threshold, List.of(), 1).errors();
    }

    /** Names the frames of false alarms, to be looked at: the person may really be there. */
    private static Set<String> falseAlarms(List<ScoredImage> images) {
        return images.stream()
                .filter(image -> !image.positive() && image.score() >= 0.5)
                .map(ScoredImage::image)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Frame> frames(Path tutorial, FeatureExtractor extractor) throws Exception {
        List<LabelledImage> images =
                new DatasetLocation(
                                tutorial.resolve("mapping_trump.csv"),
                                tutorial.resolve("images"),
                                List.of())
                        .readOneClass()
                        .images();
        List<ImageDescriptor> looks = new ArrayList<>();
        List<FrameFeatures> features = new ArrayList<>();
        for (LabelledImage image : images) {
            RgbImage pixels = ImageFiles.read(image.file());
            looks.add(ImageDescriptor.of(pixels));
            features.add(extractor.extract(pixels));
        }
        List<String> videos = SourceGroups.of(images, looks);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            frames.add(new Frame(images.get(i), videos.get(i), features.get(i)));
        }
        return frames;
    }

    /** Returns a target for each set of photos, which are taken in the order of their names. */
    private static List<Target> targets(
            Path person, Backbones backbones, FeatureExtractor extractor) throws Exception {
        List<Path> photos = sorted(person);
        TargetStore store = new TargetStore(Files.createTempDirectory("framewatch-bench-"));
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i + PHOTOS <= photos.size(); i += PHOTOS) {
            EnrolmentFaceSelector faces =
                    EnrolmentFaceSelector.of(
                            photos.subList(i, i + PHOTOS),
                            null,
                            List.of(),
                            extractor,
                            ProgressListener.SILENT);
            String name = "set" + i;
            FaceEnrolment.of(backbones, faces.references(), List.of()).save(name, store);
            targets.add(store.open(name));
        }
        return targets;
    }

    private static void score(
            Target target, List<Frame> frames, boolean ownFrames, List<ScoredImage> scored) {
        Set<String> shown =
                frames.stream()
                        .filter(frame -> frame.image.positive())
                        .map(Frame::video)
                        .collect(Collectors.toSet());
        for (Frame frame : frames) {
            if (ownFrames || !shown.contains(frame.video)) {
                scored.add(
                        new ScoredImage(
                                frame.image.name(),
                                frame.image.positive(),
                                frame.video,
                                target.detector().score(frame.features).probability()));
            }
        }
    }

    private static List<Path> folders(Path parent) throws Exception {
        return sorted(parent).stream().filter(Files::isDirectory).toList();
    }

    private static List<Path> sorted(Path folder) throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private static void print(String who, ThresholdErrors errors) {
        System.out.printf(
                Locale.ROOT,
                "%.2f  %s  %s  %s%n",
                errors.threshold(),
                row(errors.falseAlarms()),
                row(errors.missed()),
                who);
    }

    private static String row(@Nullable ErrorRate rate) {
        return rate == null
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%d of %d frames, %d of %d videos, %.5f (%.5f-%.5f)",
                        rate.wrong(),
                        rate.frames(),
                        rate.wrongVideos(),
                        rate.videos(),
                        rate.fraction(),
                        rate.low(),
                        rate.high());
    }
}
