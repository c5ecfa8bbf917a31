package dev.framewatch.targets;

import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

    /** Returns a score for each target, in their order. Safe for use by several threads. */
    public List<TargetClassifier.Score> classify(RgbImage image) {
        Map<Backbones, FrameFeatures> features = new HashMap<>();
        extractors.forEach((key, extractor) -> features.put(key, extractor.extract(image)));
        List<TargetClassifier.Score> scores = new ArrayList<>(targets.size());
        for (Target target : targets) {
            FrameFeatures seen = FrameFeatures.NONE;
            for (Backbones part : target.manifest().backbones().parts()) {
                seen = seen.merge(features.getOrDefault(part, FrameFeatures.NONE));
            }
            scores.add(target.detector().score(seen));
        }
        return scores;
    }

    @Override
    public void close() {
        extractors.values().forEach(FeatureExtractor::close);
        targets.forEach(Target::close);
    }
}
