package dev.framewatch.learn.train;

import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * A head trained on the features of one set of backbones. No features are best for everything: a
 * symbol is found region by region, a kind of scene from the whole image. So a head is trained on
 * each, and the held-out images decide.
 *
 * @param backbones the models that extract the features
 * @param trained the trained head
 */
public record SelectedModel(Backbones backbones, TrainedHead trained) {
    /** A relative reduction of the log loss below this is attributed to chance. */
    private static final double MIN_GAIN = 0.05;

    /**
     * Returns the other model if its log loss on held-out images is clearly lower, else this one.
     * If this one's kind was selected automatically, the result's AUC by kind includes that of the
     * other.
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
