package dev.framewatch.learn.train;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.model.ProgressListener;
import java.util.List;
import java.util.Map;

/** How heads come from the features of labelled pictures. */
public sealed interface HeadTrainer permits LinearHeadTraining, MulticlassTraining {
    /**
     * @param featureSet the pictures, in the order of their names, each once
     * @param labels the classes that are looked for
     * @param progress hears of every fit, from several threads
     * @return a head for each class that is looked for, in their order
     * @throws UnusableDataException when there are too few videos that show one of the classes, or
     *     that do not, to learn from some and check on others
     */
    Map<String, TrainedHead> train(
            LabelledFeatureSet featureSet, List<String> labels, ProgressListener progress)
            throws UnusableDataException;
}
