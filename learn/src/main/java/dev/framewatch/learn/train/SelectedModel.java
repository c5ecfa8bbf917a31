package dev.framewatch.learn.train;

import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * A scorer that was learned from one description of the pictures. No description is the best for
 * everything: a symbol is found by looking region by region, a kind of scene by looking at the
 * whole. So each is learned from, and what was held back decides.
 *
 * @param backbones what describes the pictures
 * @param trained what was learned
 */
public record SelectedModel(Backbones backbones, TrainedHead trained) {
    /** A gain smaller than this share of the log loss is luck. */
    private static final double MIN_GAIN = 0.05;

    /**
     * The other one if its scores of pictures held back are clearly more likely, else this one.
     * Where the best of several kinds was asked for, the AUC of the scene becomes the better one's.
     */
    public SelectedModel betterOf(SelectedModel other) {
        if (!(other.loss() < (1 - MIN_GAIN) * loss())) {
            return this;
        }
        Double auc = other.trained.evaluation().auc();
        if (trained.aucs().isEmpty() || auc == null) {
            return other;
        }
        Map<TargetKind, Double> aucs = new EnumMap<>(trained.aucs());
        aucs.put(other.trained.kind(), auc);
        return new SelectedModel(other.backbones, other.trained.with(aucs));
    }

    private double loss() {
        return trained.neighbours().logLossAlone();
    }
}
