package dev.framewatch.targets;

import static java.util.Objects.requireNonNull;

import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Classifies images for several targets; features that targets share are extracted once. */
public final class FrameClassifier implements AutoCloseable {
    private final List<Target> targets;
    private final CompetingTargets competing;
    private final Map<Backbones, FeatureExtractor> extractors = new HashMap<>();

    /** The backbones whose features are extracted from every image; others confirm. */
    private final Set<Backbones> features = new LinkedHashSet<>();

    /**
     * @param targets at least one; closed together with this
     * @param open loads the models of a part, once for all targets that share it
     */
    public FrameClassifier(List<Target> targets, Function<Backbones, FeatureExtractor> open) {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("at least one target is required");
        }
        this.targets = List.copyOf(targets);
        this.competing = new CompetingTargets(this.targets);
        for (Target target : targets) {
            features.addAll(target.manifest().backbones().parts());
            for (Backbones backbones : target.manifest().openedBackbones()) {
                extractors.computeIfAbsent(backbones, open);
            }
        }
    }

    public List<Target> targets() {
        return targets;
    }

    /**
     * Returns a score for each target, in their order, with one name for each face; {@code NaN} for
     * a target if one of its models fails on the image. Safe for use by several threads.
     */
    public List<Score> classify(RgbImage image) {
        FrameAnalysis analysis = new FrameAnalysis(image);
        List<Score> scores = new ArrayList<>(targets.size());
        for (Target target : targets) {
            Score score = unlessItFails(() -> analysis.score(target));
            scores.add(score == null ? new Score(Double.NaN, null) : score);
        }
        return competing.resolve(scores);
    }

    /** What is known about one image. */
    private final class FrameAnalysis {
        private final RgbImage image;
        private final Map<ModelRef, List<Face>> detected = new HashMap<>();
        private final Map<Backbones, FrameFeatures> extracted = new HashMap<>();
        private final Map<Backbones, Map<Face, EmbeddedFace>> confirming = new HashMap<>();

        FrameAnalysis(RgbImage image) {
            this.image = image;
            for (Backbones part : features) {
                FrameFeatures found = unlessItFails(() -> extract(part));
                if (found != null) {
                    extracted.put(part, found);
                }
            }
        }

        private FrameFeatures extract(Backbones part) {
            FeatureExtractor extractor = extractor(part);
            ModelRef detector = part.detector();
            List<Face> faces =
                    detector == null
                            ? List.of()
                            : detected.computeIfAbsent(detector, _ -> extractor.detect(image));
            return extractor.extract(image, faces);
        }

        @Nullable Score score(Target target) {
            FrameFeatures seen = FrameFeatures.NONE;
            for (Backbones part : target.manifest().backbones().parts()) {
                FrameFeatures found = extracted.get(part);
                if (found == null) {
                    return null;
                }
                seen = seen.merge(found);
            }
            Confirmation confirmation = target.manifest().confirmation();
            return target.detector()
                    .score(
                            seen,
                            confirmation == null
                                    ? null
                                    : face -> confirming(confirmation.backbones(), face));
        }

        /** Returns a face as other models describe it; each face once for all targets. */
        private EmbeddedFace confirming(Backbones backbones, EmbeddedFace face) {
            FrameFeatures known = extracted.get(backbones);
            if (known != null) {
                for (EmbeddedFace one : known.faces()) {
                    if (one.face().equals(face.face())) {
                        return one;
                    }
                }
            }
            return confirming
                    .computeIfAbsent(backbones, _ -> new HashMap<>())
                    .computeIfAbsent(
                            face.face(), plain -> extractor(backbones).embed(image, plain));
        }
    }

    private FeatureExtractor extractor(Backbones backbones) {
        return requireNonNull(extractors.get(backbones));
    }

    /** Returns null if a model fails, whatever it throws: the other targets are still searched. */
    private static <T> @Nullable T unlessItFails(Supplier<@Nullable T> model) {
        try {
            return model.get();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return null;
        }
    }

    @Override
    public void close() {
        extractors.values().forEach(FeatureExtractor::close);
        targets.forEach(Target::close);
    }
}
