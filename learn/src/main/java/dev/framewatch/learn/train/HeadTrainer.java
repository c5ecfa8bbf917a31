package dev.framewatch.learn.train;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.model.ProgressListener;
import java.util.List;
import java.util.Map;

/** Trains classifier heads from the features of labelled images. */
public sealed interface HeadTrainer permits LinearHeadTraining, MulticlassTraining {
    /**
     * Trains a head for each class.
     *
     * @param featureSet the images, ordered by name, each once
     * @param labels the target classes
     * @param progress receives every fit; called from several threads
     * @return a head for each target class, in their order
     * @throws UnusableDataException if too few videos show one of the classes, or too few do not,
     *     to train on some and validate on others
     */
    Map<String, TrainedHead> train(
            LabelledFeatureSet featureSet, List<String> labels, ProgressListener progress)
            throws UnusableDataException;
}
