package dev.framewatch.learn.train;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.Backbones;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Learns from several descriptions of the same pictures; for each class the best one stays. */
public final class ModelSelection {
    private final List<String> labels;
    private final ProgressListener progress;
    private final Map<String, SelectedModel> best = new LinkedHashMap<>();

    /**
     * @param labels the classes that are looked for
     * @param progress hears of every fit, from several threads
     */
    public ModelSelection(List<String> labels, ProgressListener progress) {
        this.labels = List.copyOf(labels);
        this.progress = progress;
    }

    /**
     * Learns each class.
     *
     * @param backbones what described the pictures of the album
     * @throws UnusableDataException when a class cannot be learned from these pictures
     */
    public void evaluate(LabelledFeatureSet featureSet, Backbones backbones, HeadTrainer training)
            throws UnusableDataException {
        training.train(featureSet, labels, progress)
                .forEach((label, trained) ->
                        best.merge(
                                label,
                                new SelectedModel(backbones, trained),
                                SelectedModel::betterOf));
    }

    /** The best for each class, in their order. */
    public Map<String, SelectedModel> best() {
        return best;
    }
}
