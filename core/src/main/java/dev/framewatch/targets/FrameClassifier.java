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
import java.util.LinkedHashMap;
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

    private final Map<ModelRef, FeatureExtractor> detectors = new LinkedHashMap<>();

    /**
     * @param targets at least one; closed together with this
     * @param open loads the models of a part, once for all targets that share it
     */
    public FrameClassifier(List<Target> targets, Function<Backbones, FeatureExtractor> open) {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("at least one target is required");
        }
        this.targets = List.copyOf(targets);
        for (Target target : targets) {
            features.addAll(target.manifest().backbones().parts());
            for (Backbones backbones : target.manifest().openedBackbones()) {
                extractors.computeIfAbsent(backbones, open);
            }
        }
        for (Backbones part : features) {
            if (part.detector() != null) {
                detectors.putIfAbsent(part.detector(), extractor(part));
            }
        }
        this.competing = new CompetingTargets(this.targets);
    }

    public List<Target> targets() {
        return targets;
    }

    /** Returns an extractor for each of the detectors whose faces are described. */
    Map<ModelRef, FeatureExtractor> detectors() {
        return detectors;
    }

    /**
     * Returns a score for each target, in their order, with one name for each face; {@code NaN} for
     * a target if one of its models fails on the image. Safe for use by several threads.
     */
    public List<Score> classify(RgbImage image) {
        Map<ModelRef, List<DescribedFace>> faces = new HashMap<>();
        detectors()
                .forEach((detector, extractor) -> {
                    List<Face> found = unlessItFails(() -> extractor.detect(image));
                    if (found != null) {
                        faces.put(detector, found.stream().map(DescribedFace::new).toList());
                    }
                });
        return classify(image, faces);
    }

    /**
     * Returns the scores of an image whose faces are known.
     *
     * @param faces of each detector; absent if it failed
     */
    List<Score> classify(RgbImage image, Map<ModelRef, List<DescribedFace>> faces) {
        FrameAnalysis analysis = new FrameAnalysis(image, faces);
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
        private final Map<ModelRef, List<DescribedFace>> faces;
        private final Map<Face, DescribedFace> described = new HashMap<>();
        private final Map<Backbones, FrameFeatures> extracted = new HashMap<>();
        private final Map<Backbones, FrameFeatures> merged = new HashMap<>();

        FrameAnalysis(RgbImage image, Map<ModelRef, List<DescribedFace>> faces) {
            this.image = image;
            this.faces = faces;
            faces.values().forEach(all -> all.forEach(one -> described.put(one.face(), one)));
            for (Backbones part : features) {
                FrameFeatures found = unlessItFails(() -> extract(part));
                if (found != null) {
                    extracted.put(part, found);
                }
            }
        }

        private @Nullable FrameFeatures extract(Backbones part) {
            List<DescribedFace> found =
                    part.detector() == null ? List.of() : faces.get(part.detector());
            return found == null
                    ? null
                    : extractor(part)
                            .describe(
                                    image, found.stream().map(one -> describe(part, one)).toList());
        }

        private EmbeddedFace describe(Backbones backbones, DescribedFace face) {
            return face.by(backbones, plain -> extractor(backbones).embed(image, plain));
        }

        /** Returns all features that backbones compute; null if one of them failed. */
        private @Nullable FrameFeatures merge(Backbones backbones) {
            FrameFeatures merged = FrameFeatures.NONE;
            for (Backbones part : backbones.parts()) {
                FrameFeatures found = extracted.get(part);
                if (found == null) {
                    return null;
                }
                merged = merged.merge(found);
            }
            return merged;
        }

        @Nullable Score score(Target target) {
            FrameFeatures seen = merged.computeIfAbsent(target.manifest().backbones(), this::merge);
            if (seen == null) {
                return null;
            }
            Confirmation confirmation = target.manifest().confirmation();
            return target.detector()
                    .score(
                            seen,
                            confirmation == null
                                    ? null
                                    : face ->
                                            describe(
                                                    confirmation.backbones(),
                                                    requireNonNull(described.get(face.face()))));
        }
    }

    private FeatureExtractor extractor(Backbones backbones) {
        return requireNonNull(extractors.get(backbones));
    }

    /** Returns null if a model fails, whatever it throws: the other targets are still searched. */
    static <T> @Nullable T unlessItFails(Supplier<@Nullable T> model) {
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
