package dev.framewatch.learn.service;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.enrol.ArtworkTraining;
import dev.framewatch.learn.service.TrainingService.Head;
import dev.framewatch.learn.service.TrainingService.Request;
import dev.framewatch.learn.service.TrainingService.Trained;
import dev.framewatch.learn.train.SplitStrategy;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.vision.LocalFeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes artwork targets from labelled images. */
final class ArtworkTrainer {
    private final TargetStore targets;

    ArtworkTrainer(TargetStore targets) {
        this.targets = targets;
    }

    List<Trained> train(Request request, Dataset dataset, ProgressListener progress)
            throws IOException, InterruptedException {
        requireNothingToLearn(request);
        ArtworkTraining training = new ArtworkTraining(new LocalFeatureExtractor(), progress);
        List<Trained> trained = new ArrayList<>();
        for (String label : dataset.positiveLabels()) {
            String name = TrainingService.nameOf(request, dataset, label);
            Dataset own = dataset.withPositive(label);
            ArtworkTraining.Outcome outcome =
                    training.train(own, request.plan().chosen(), request.plan().seed());
            outcome.artwork().warnings().forEach(progress::notice);
            Path file =
                    outcome.artwork()
                            .save(
                                    name,
                                    own.classes(),
                                    outcome.thresholds(),
                                    outcome.evaluation(),
                                    targets);
            trained.add(
                    new Trained.Artwork(
                            name,
                            file,
                            outcome.artwork().references().size(),
                            outcome.artwork().warnings(),
                            outcome.evaluation()));
        }
        return trained;
    }

    private static void requireNothingToLearn(Request request) {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("backbone", request.backbone() != null);
        given.put("detector", request.detector() != null);
        given.put("head", !(request.head() instanceof Head.Linear));
        given.put("split", request.plan().split() != SplitStrategy.VIDEOS);
        given.put("augment", request.augment() != null && !request.augment().equals("none"));
        given.put("augmentPreview", request.outputs().augmentPreview() != null);
        given.put("groupsOut", request.outputs().groupsOut() != null);
        given.put("report", request.outputs().report() != null);
        given.forEach((field, present) -> {
            if (present) {
                throw new InvalidFieldException(
                        field,
                        "does not apply to artwork, which is matched without training; omit it, or"
                                + " choose the kind scene");
            }
        });
    }
}
