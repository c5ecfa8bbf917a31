package dev.framewatch.learn.service;

import dev.framewatch.error.RefusedException;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.json.JsonProblem;
import dev.framewatch.json.StrictJson;
import dev.framewatch.learn.dataset.DatasetLocation;
import dev.framewatch.learn.service.TrainingService.Head;
import dev.framewatch.learn.service.TrainingService.Outputs;
import dev.framewatch.learn.service.TrainingService.Request;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.learn.train.SplitStrategy;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * How a target was trained, so that it can be trained again with more images. It holds paths and
 * settings, but no image and no feature.
 *
 * @param labels the labels file
 * @param images the folder of the images
 * @param positive the class that the target looks for
 * @param corrections a file of corrected labels; null if there is none
 * @param threshold as users write it
 * @param answers names of the reviewed frames that it learned from
 */
record TrainingRecipe(
        String labels,
        String images,
        String positive,
        @Nullable String corrections,
        TargetKind kind,
        String split,
        long seed,
        String threshold,
        @Nullable String backbone,
        @Nullable String detector,
        @Nullable String augment,
        List<String> answers) {
    private static final int MAX_BYTES = 32 << 20;

    TrainingRecipe {
        answers = List.copyOf(answers);
    }

    /** Returns the recipe of a request; empty if its head is not linear. */
    static Optional<TrainingRecipe> of(Request request, String positive, List<String> answers) {
        if (!(request.head() instanceof Head.Linear)) {
            return Optional.empty();
        }
        return Optional.of(
                new TrainingRecipe(
                        absolute(request.data().labels()),
                        absolute(request.data().folder()),
                        positive,
                        request.corrections() == null ? null : absolute(request.corrections()),
                        request.plan().kind(),
                        request.plan().split().toString(),
                        request.plan().seed(),
                        request.plan().chosen().text(),
                        request.backbone(),
                        request.detector(),
                        request.augment(),
                        answers));
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    /** Returns the request that repeats the training. */
    Request request(String name) {
        return new Request(
                name,
                new DatasetLocation(Path.of(labels), Path.of(images), List.of(positive)),
                corrections == null ? null : Path.of(corrections),
                new Plan(kind, SplitStrategy.parse(split), seed, Threshold.parse(threshold)),
                new Head.Linear(),
                backbone,
                detector,
                augment,
                Outputs.NONE);
    }

    /** Writes the recipe of the target with this head. */
    void write(TargetStore targets, TargetManifest manifest) throws IOException {
        AtomicFile.write(
                targets.recipe(manifest),
                StrictJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }

    /**
     * Reads the recipe of a target.
     *
     * @throws RefusedException if there is none
     */
    static TrainingRecipe read(TargetStore targets, TargetManifest manifest) throws IOException {
        Path file = targets.recipe(manifest);
        if (!Files.exists(file)) {
            throw new RefusedException(
                    ("how '%s' was trained is not known: it was imported, has a dense head, or was"
                         + " trained by an older version; train it again, then its answers can be"
                         + " added")
                            .formatted(manifest.name()));
        }
        try {
            return StrictJson.MAPPER.readValue(
                    BoundedFile.text(file, MAX_BYTES), TrainingRecipe.class);
        } catch (JacksonException e) {
            throw new RefusedException(file + ": " + JsonProblem.of(e), e);
        }
    }
}
