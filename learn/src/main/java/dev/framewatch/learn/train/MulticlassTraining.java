package dev.framewatch.learn.train;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.HoldoutValidation;
import dev.framewatch.learn.fit.MulticlassLearner;
import dev.framewatch.learn.fit.ValidationResult;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Trains one scorer for all classes, once, on 70% of the images, and evaluates it for each class on
 * the other 30%: for learners that take minutes. Unless the split is by single frames anyway, it
 * trains a second time to measure the accuracy of a random frame-level split.
 */
public final class MulticlassTraining implements HeadTrainer {
    private final Plan plan;
    private final Backbones backbones;
    private final MulticlassLearner learner;

    /**
     * @param backbones the models that extract the features to train on
     * @throws InvalidFieldException for {@link TargetKind#AUTO}, which requires linear heads
     */
    public MulticlassTraining(Plan plan, Backbones backbones, MulticlassLearner learner) {
        if (plan.kind() == TargetKind.AUTO) {
            throw new InvalidFieldException(
                    "kind", "auto fuses linear heads; choose face or scene for another head");
        }
        this.plan = plan;
        this.backbones = backbones;
        this.learner = learner;
    }

    @Override
    public Map<String, TrainedHead> train(
            LabelledFeatureSet featureSet, List<String> labels, ProgressListener progress)
            throws UnusableDataException {
        for (String label : labels) {
            TrainingDataValidator.check(featureSet.lookingFor(label), plan.kind());
        }
        List<String> frames =
                IntStream.range(0, featureSet.features().size())
                        .mapToObj(Integer::toString)
                        .toList();
        ClassLabels classes = classes(featureSet, labels);
        try {
            List<ValidationResult> grouped =
                    validate(
                            featureSet,
                            classes,
                            plan.split() == SplitStrategy.VIDEOS ? featureSet.groups() : frames);
            List<ValidationResult> randomSplit =
                    plan.split() == SplitStrategy.FRAMES
                            ? grouped
                            : validate(featureSet, classes, frames);
            Map<String, TrainedHead> trained = new LinkedHashMap<>();
            for (int i = 0; i < labels.size(); i++) {
                List<LabelledFeatures> pictures = featureSet.lookingFor(labels.get(i));
                int one = classes.rest() + i;
                trained.put(
                        labels.get(i),
                        evaluation(pictures, grouped.get(one))
                                .trained(
                                        backbones,
                                        evaluation(pictures, randomSplit.get(one)),
                                        featureSet.unreadable(),
                                        Map.of()));
            }
            return trained;
        } catch (IllegalArgumentException e) {
            throw TrainingDataValidator.lacking(e);
        }
    }

    private static ClassLabels classes(LabelledFeatureSet featureSet, List<String> labels) {
        return ClassLabels.of(
                featureSet.pictures().stream().map(LabelledImage::label).toList(), labels);
    }

    private List<ValidationResult> validate(
            LabelledFeatureSet featureSet, ClassLabels classes, List<String> groups) {
        List<Example> examples =
                LabelledFeatures.examples(plan.kind(), featureSet.features(), groups);
        List<Example> classified = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            String label = featureSet.pictures().get(i).label();
            classified.add(examples.get(i).ofClass(classes.of(label)));
        }
        return new HoldoutValidation().validate(classified, classes.names(), learner, plan.seed());
    }

    private OutOfFoldEvaluation evaluation(
            List<LabelledFeatures> pictures, ValidationResult examined) {
        return new OutOfFoldEvaluation(plan, plan.kind(), pictures, examined);
    }
}
