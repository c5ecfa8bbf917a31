package dev.framewatch.learn.service;

import dev.framewatch.error.RefusedException;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.learn.correct.HeldOutComparison;
import dev.framewatch.learn.correct.HeldOutComparison.JudgedFrame;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.ImageDescriptor;
import dev.framewatch.learn.dataset.ImagePass;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.dataset.SourceGroups;
import dev.framewatch.learn.service.RetrainingService.Answer;
import dev.framewatch.learn.service.RetrainingService.Retrained;
import dev.framewatch.learn.service.TrainingService.Request;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.video.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Trains a target again with the images that it was trained on and with reviewed frames. To
 * compare, both are trained several times without some of the videos, which then judge them.
 */
final class TrainedRetraining {
    private static final int PARTS = 3;

    /** More frames of one video say nothing new. */
    private static final int MAX_PER_VIDEO = 8;

    private final TargetStore targets;
    private final ModelStore models;
    private final TrainingService training;

    TrainedRetraining(TargetStore targets, ModelStore models, TrainingService training) {
        this.targets = targets;
        this.models = models;
        this.training = training;
    }

    /** The images before and after, every one with its source video. */
    private record Material(Dataset before, Dataset after) {
        Map<String, Boolean> videos() {
            Map<String, Boolean> videos = new LinkedHashMap<>();
            after.images()
                    .forEach(image ->
                            videos.merge(
                                    String.valueOf(image.group()),
                                    image.positive(),
                                    Boolean::logicalOr));
            return videos;
        }
    }

    Retrained retrain(TargetManifest manifest, List<Answer> answers, ProgressListener progress)
            throws IOException, InterruptedException {
        TrainingRecipe recipe = TrainingRecipe.read(targets, manifest);
        List<String> names = answers.stream().map(Answer::name).sorted().toList();
        if (Set.copyOf(recipe.answers()).containsAll(names)) {
            throw new RefusedException(
                    "there are no answers that '%s' has not learned from"
                            .formatted(manifest.name()));
        }
        Request request = recipe.request(manifest.name());
        Material material = material(request, recipe, answers, progress);
        List<JudgedFrame> judged = new ArrayList<>();
        for (Set<String> part : HeldOutComparison.parts(material.videos(), PARTS)) {
            judged.addAll(judge(request, material, part, progress));
        }
        HeldOutComparison comparison = HeldOutComparison.of(judged);
        if (comparison.isBetter()) {
            training.train(request, material.after, names, progress);
        }
        return new Retrained(
                manifest.name(), comparison, comparison.isBetter(), targets.file(manifest.name()));
    }

    private static Material material(
            Request request, TrainingRecipe recipe, List<Answer> answers, ProgressListener progress)
            throws IOException, InterruptedException {
        Dataset original = TrainingService.dataset(request, progress);
        ImagePass<ImageDescriptor> looks =
                ImagePass.run(
                        original.images(),
                        image -> ImageDescriptor.of(ImageFiles.read(image.file())),
                        progress);
        List<String> groups = SourceGroups.of(looks.images(), looks.results());
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            LabelledImage image = looks.images().get(i);
            images.add(inVideo(image, "data/" + groups.get(i)));
        }
        List<LabelledImage> earlier = new ArrayList<>(images);
        Set<String> learned = Set.copyOf(recipe.answers());
        String other = negative(original);
        for (Answer answer : answers.stream().sorted(Comparator.comparing(Answer::name)).toList()) {
            LabelledImage image =
                    new LabelledImage(
                            "review/" + answer.name(),
                            answer.picture(),
                            answer.positive() ? recipe.positive() : other,
                            answer.positive(),
                            "review/" + answer.video());
            images.add(image);
            if (learned.contains(answer.name())) {
                earlier.add(image);
            }
        }
        return new Material(with(original, earlier), with(original, images));
    }

    private static String negative(Dataset dataset) {
        return dataset.images().stream()
                .filter(image -> !image.positive())
                .map(LabelledImage::label)
                .findFirst()
                .orElse("not " + String.join(", ", dataset.positiveLabels()));
    }

    private static LabelledImage inVideo(LabelledImage image, String video) {
        return new LabelledImage(
                image.name(), image.file(), image.label(), image.positive(), video);
    }

    private static Dataset with(Dataset original, List<LabelledImage> images) {
        return new Dataset(
                images, original.positiveLabels(), original.warnings(), original.confirmed());
    }

    private static Dataset without(Dataset dataset, Set<String> videos) {
        return with(
                dataset,
                dataset.images().stream()
                        .filter(image -> !videos.contains(String.valueOf(image.group())))
                        .toList());
    }

    /** Trains both without some videos, and lets them judge the frames of these. */
    private List<JudgedFrame> judge(
            Request request, Material material, Set<String> videos, ProgressListener progress)
            throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("framewatch-retraining");
        try {
            Target before =
                    train(
                            request,
                            without(material.before, videos),
                            work.resolve("before"),
                            progress);
            Target after =
                    train(
                            request,
                            without(material.after, videos),
                            work.resolve("after"),
                            progress);
            BackboneLoader opener = new BackboneLoader(models, progress);
            try (FrameClassifier classifier =
                    new FrameClassifier(List.of(before, after), opener::open)) {
                return judged(classifier, some(material.after, videos), progress);
            }
        } finally {
            DurableFiles.deleteTree(work);
        }
    }

    private Target train(Request request, Dataset dataset, Path folder, ProgressListener progress)
            throws IOException, InterruptedException {
        TargetStore store = new TargetStore(folder);
        training.into(store).train(request, dataset, List.of(), progress);
        return store.open(request.name());
    }

    /** Returns the images of the videos, not too many of each, evenly over it. */
    private static List<LabelledImage> some(Dataset dataset, Set<String> videos) {
        Map<String, List<LabelledImage>> byVideo = new LinkedHashMap<>();
        for (LabelledImage image : dataset.images()) {
            String video = String.valueOf(image.group());
            if (videos.contains(video)) {
                byVideo.computeIfAbsent(video, _ -> new ArrayList<>()).add(image);
            }
        }
        List<LabelledImage> some = new ArrayList<>();
        for (List<LabelledImage> all : byVideo.values()) {
            int count = Math.min(MAX_PER_VIDEO, all.size());
            for (int i = 0; i < count; i++) {
                some.add(all.get(i * all.size() / count));
            }
        }
        return some;
    }

    private static List<JudgedFrame> judged(
            FrameClassifier classifier, List<LabelledImage> images, ProgressListener progress)
            throws InterruptedException {
        List<Target> both = classifier.targets();
        Map<LabelledImage, List<Score>> scores = new HashMap<>();
        ImagePass<List<Score>> pass =
                ImagePass.run(
                        images,
                        image -> classifier.classify(ImageFiles.read(image.file())),
                        progress);
        for (int i = 0; i < pass.images().size(); i++) {
            scores.put(pass.images().get(i), pass.results().get(i));
        }
        List<JudgedFrame> judged = new ArrayList<>();
        scores.forEach((image, pair) -> {
            if (pair.stream().noneMatch(score -> Double.isNaN(score.probability()))) {
                judged.add(
                        new JudgedFrame(
                                String.valueOf(image.group()),
                                image.positive(),
                                isPositive(pair.getFirst(), both.getFirst()),
                                isPositive(pair.getLast(), both.getLast())));
            }
        });
        return judged;
    }

    private static boolean isPositive(Score score, Target target) {
        return score.probability() >= target.manifest().thresholds().chosen();
    }
}
