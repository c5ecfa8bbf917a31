package dev.framewatch.bench.people;

import dev.framewatch.home.Home;
import dev.framewatch.learn.enrol.EnrolmentFaceSelector;
import dev.framewatch.learn.enrol.FaceEnrolment;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.ScoreSmoothing;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.ShotBoundary;
import dev.framewatch.video.Frame;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Enrols a person from every set of photos of one size and counts the positive frames of videos:
 * {@code PhotoSetsBench PHOTOS SIZE VIDEO...}. PHOTOS is a folder of photos of the person; the face
 * that is meant in each of them is chosen once, from all of them. A frame a second is searched for
 * faces as {@code scan --exhaustive} does; scores are smoothed within each shot.
 */
public final class PhotoSetsBench {
    private PhotoSetsBench() {}

    private record Video(List<FrameFeatures> frames, BitSet cuts) {}

    /** Prints for each video how many sets find the person in how many of its frames. */
    public static void main(String[] args) throws Exception {
        if (args.length < 3) {
            System.err.println("usage: PHOTOS SIZE VIDEO...");
            System.exit(2);
        }
        Home home = Home.of(System.getenv(), Path.of(System.getProperty("user.home")));
        BackboneLoader models =
                new BackboneLoader(
                        new ModelStore(home, Npm.on(System.getenv("PATH"))),
                        ProgressListener.SILENT);
        Backbones backbones =
                models.faces(
                        ModelCatalogue.standard(ModelRole.FACE_DETECTOR).id(),
                        ModelCatalogue.mobileFaceNet().id());
        try (FeatureExtractor extractor = models.open(backbones)) {
            Map<String, Video> videos = new LinkedHashMap<>();
            for (int i = 2; i < args.length; i++) {
                Path video = Path.of(args[i]);
                videos.put(Objects.toString(video.getFileName()), read(video, extractor));
            }
            List<List<FaceReference>> sets =
                    subsets(references(Path.of(args[0]), extractor), Integer.parseInt(args[1]));
            Map<String, Map<Integer, Integer>> setsByPositives = new LinkedHashMap<>();
            TargetStore store = new TargetStore(Files.createTempDirectory("framewatch-sets"));
            for (List<FaceReference> set : sets) {
                FaceEnrolment.of(backbones, set, List.of()).save("person", store);
                try (Target target = store.open("person")) {
                    videos.forEach((name, video) ->
                            setsByPositives
                                    .computeIfAbsent(name, _ -> new TreeMap<>())
                                    .merge(positives(target, video), 1, Integer::sum));
                }
            }
            videos.forEach((name, video) -> {
                System.out.printf(
                        "%s, %d frames, %d sets%n", name, video.frames.size(), sets.size());
                Objects.requireNonNull(setsByPositives.get(name))
                        .forEach((positives, count) ->
                                System.out.printf(
                                        "  %d frames positive: %d sets%n", positives, count));
            });
        }
    }

    private static List<FaceReference> references(Path folder, FeatureExtractor extractor)
            throws Exception {
        try (Stream<Path> photos = Files.list(folder)) {
            EnrolmentFaceSelector faces =
                    EnrolmentFaceSelector.of(
                            photos.sorted().toList(),
                            null,
                            List.of(),
                            extractor,
                            ProgressListener.SILENT);
            faces.warnings().forEach(System.err::println);
            return faces.references();
        }
    }

    /** Returns all subsets of one size, in lexicographic order. */
    static <T> List<List<T>> subsets(List<T> all, int size) {
        if (size == 0) {
            return List.of(List.of());
        }
        List<List<T>> subsets = new ArrayList<>();
        for (int first = 0; first + size <= all.size(); first++) {
            for (List<T> others : subsets(all.subList(first + 1, all.size()), size - 1)) {
                List<T> subset = new ArrayList<>(List.of(all.get(first)));
                subset.addAll(others);
                subsets.add(subset);
            }
        }
        return subsets;
    }

    private static Video read(Path file, FeatureExtractor extractor) throws Exception {
        List<FrameFeatures> features = new ArrayList<>();
        BitSet cuts = new BitSet();
        try (VideoDecoder decoder = new VideoDecoder();
                FrameStream frames = decoder.open(file, Sampling.every(1))) {
            @Nullable RgbImage before = null;
            for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
                if (before != null && ShotBoundary.isBetween(before, frame.image())) {
                    cuts.set(features.size());
                }
                before = frame.image();
                features.add(extractor.extract(before));
            }
        }
        return new Video(features, cuts);
    }

    private static int positives(Target target, Video video) {
        double[] scores =
                video.frames.stream()
                        .mapToDouble(frame -> target.detector().score(frame).probability())
                        .toArray();
        double threshold = target.manifest().threshold(new Threshold.Balanced());
        double[] smooth =
                ScoreSmoothing.apply(scores, target.manifest().neighbourWeight(), video.cuts);
        return (int) Arrays.stream(smooth).filter(score -> score >= threshold).count();
    }
}
