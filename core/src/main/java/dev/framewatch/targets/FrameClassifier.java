package dev.framewatch.targets;

import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Classifies images for several targets; features that targets share are extracted once. */
public final class FrameClassifier implements AutoCloseable {
    private final List<Target> targets;
    private final Map<Backbones, FeatureExtractor> extractors = new HashMap<>();

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
            for (Backbones part : target.manifest().backbones().parts()) {
                extractors.computeIfAbsent(part, open);
            }
        }
    }

    public List<Target> targets() {
        return targets;
    }

    /**
     * Returns a score for each target, in their order; {@code NaN} for a target if one of its
     * models fails on the image. Safe for use by several threads.
     */
    public List<Score> classify(RgbImage image) {
        Map<Backbones, FrameFeatures> features = new HashMap<>();
        extractors.forEach((part, extractor) -> {
            FrameFeatures extracted = unlessItFails(() -> extractor.extract(image));
            if (extracted != null) {
                features.put(part, extracted);
            }
        });
        List<Score> scores = new ArrayList<>(targets.size());
        for (Target target : targets) {
            Score score = unlessItFails(() -> score(target, features));
            scores.add(score == null ? new Score(Double.NaN, null) : score);
        }
        return scores;
    }

    private static @Nullable Score score(Target target, Map<Backbones, FrameFeatures> features) {
        FrameFeatures seen = FrameFeatures.NONE;
        for (Backbones part : target.manifest().backbones().parts()) {
            FrameFeatures extracted = features.get(part);
            if (extracted == null) {
                return null;
            }
            seen = seen.merge(extracted);
        }
        return target.detector().score(seen);
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
