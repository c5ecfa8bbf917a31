package dev.framewatch.learn.service;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.home.Home;
import dev.framewatch.learn.augment.AugmentationPolicy;
import dev.framewatch.learn.augment.AugmentationPreview;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.DatasetLocation;
import dev.framewatch.learn.dataset.GroupFile;
import dev.framewatch.learn.dataset.LabelCorrections;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.features.CachedSceneFeatures;
import dev.framewatch.learn.features.FeatureCache;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.features.SpillableVectorStore;
import dev.framewatch.learn.fit.MulticlassLearnerProvider;
import dev.framewatch.learn.train.ConfirmationTraining;
import dev.framewatch.learn.train.HeadTrainer;
import dev.framewatch.learn.train.LinearHeadTraining;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.learn.train.MulticlassTraining;
import dev.framewatch.learn.train.TrainedHead;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetFile;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.SceneFeatures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trains targets from labelled images and evaluates them on held-out images. */
public final class TrainingService {
    private final Home home;
    private final TargetStore targets;
    private final ModelStore models;
    private final ReportWriter reports;

    /**
     * @param home locates the folder of the targets and the caches
     * @param reports writes the report if one is requested
     */
    public TrainingService(Home home, ModelStore models, ReportWriter reports) {
        this(home, models, reports, new TargetStore(home.targets()));
    }

    private TrainingService(
            Home home, ModelStore models, ReportWriter reports, TargetStore targets) {
        this.home = home;
        this.targets = targets;
        this.models = models;
        this.reports = reports;
    }

    /**
     * A request to train targets.
     *
     * @param name the name of the target; with several classes, one {@code name-class} is trained
     *     for each
     * @param data the labelled images
     * @param corrections a file of corrected labels; null if there is none
     * @param plan the kind, the split, the seed and the threshold
     * @param head the type of classifier head
     * @param backbone the ID of the model that embeds a face or a scene; null for the default
     * @param detector the ID of the face detector; null for the default
     * @param augment the augmentation, in the syntax of {@link AugmentationPolicy#parse}; null for
     *     the default of the kind
     * @param outputs further files to write
     */
    public record Request(
            String name,
            DatasetLocation data,
            @Nullable Path corrections,
            Plan plan,
            Head head,
            @Nullable String backbone,
            @Nullable String detector,
            @Nullable String augment,
            Outputs outputs) {}

    /** The type of classifier head. */
    public sealed interface Head {
        /** Logistic regression. */
        record Linear() implements Head {}

        /**
         * A network of dense layers.
         *
         * @param layers a YAML file that describes them; null for the layers of the tutorial
         */
        record Dense(@Nullable Path layers) implements Head {}
    }

    /**
     * Optional files that training writes besides the target; null to omit one.
     *
     * @param groupsOut a CSV file: how images were grouped into videos
     * @param augmentPreview an HTML page: the effect of augmentation on some of the images
     * @param report an HTML page: curves, results by video, likely label errors; with several
     *     targets, one page each, named {@code target-report}
     */
    public record Outputs(
            @Nullable Path groupsOut, @Nullable Path augmentPreview, @Nullable Path report) {
        public static final Outputs NONE = new Outputs(null, null, null);
    }

    /** A trained target. */
    public sealed interface Trained {
        String name();

        /** Returns the target file. */
        Path file();

        /**
         * A target with a classifier head.
         *
         * @param head the head, with its metrics on held-out images
         * @param evaluation the metrics, with confirmed labels removed from the likely errors
         * @param report its HTML report; null unless one was requested
         */
        record Learned(
                String name,
                Path file,
                TrainedHead head,
                Evaluation evaluation,
                @Nullable Path report)
                implements Trained {}

        /**
         * A target that matches reference images.
         *
         * @param references the number of reference images
         * @param warnings which images are not used, and why
         * @param evaluation the metrics on the other images; null if there were none
         */
        record Artwork(
                String name,
                Path file,
                int references,
                List<String> warnings,
                @Nullable Evaluation evaluation)
                implements Trained {
            public Artwork {
                warnings = List.copyOf(warnings);
            }
        }
    }

    /**
     * Trains a target for each target class.
     *
     * @param progress receives every step, and notices about images that are left out
     * @return the targets, in the order of the classes
     * @throws InvalidFieldException if a field of the request is invalid
     * @throws RefusedException if the images do not allow training, with the reason
     * @throws InterruptedException if the calling thread was interrupted; no target was replaced
     */
    public List<Trained> train(Request request, ProgressListener progress)
            throws IOException, InterruptedException {
        TargetManifest.checkName(request.name());
        targets.checkWritable();
        return Cancellable.run(
                progress,
                cancellable -> {
                    Dataset dataset = dataset(request, cancellable);
                    return request.plan().kind() == TargetKind.ARTWORK
                            ? new ArtworkTrainer(targets).train(request, dataset, cancellable)
                            : learned(request, dataset, List.of(), cancellable);
                });
    }

    /** Returns a service that saves targets elsewhere. */
    TrainingService into(TargetStore other) {
        return new TrainingService(home, models, reports, other);
    }

    /**
     * Trains a target on these images, instead of those that the request names.
     *
     * @param answers names of the reviewed frames among them
     */
    Trained train(Request request, Dataset dataset, List<String> answers, ProgressListener progress)
            throws IOException, InterruptedException {
        return learned(request, dataset, answers, progress).getFirst();
    }

    static Dataset dataset(Request request, ProgressListener progress) throws IOException {
        Dataset dataset = request.data().read();
        dataset.warnings().forEach(warning -> progress.notice(warning.text()));
        if (request.corrections() == null) {
            return dataset;
        }
        Dataset corrected = LabelCorrections.read(request.corrections()).apply(dataset);
        corrected.warnings().stream()
                .skip(dataset.warnings().size())
                .forEach(warning -> progress.notice(warning.text()));
        return corrected;
    }

    static String nameOf(Request request, Dataset dataset, String label) {
        return dataset.positiveLabels().size() == 1
                ? request.name()
                : TargetManifest.checkName(
                        request.name()
                                + "-"
                                + label.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-"));
    }

    private List<Trained> learned(
            Request request, Dataset dataset, List<String> answers, ProgressListener progress)
            throws IOException, InterruptedException {
        AugmentationChoice augmentation = AugmentationChoice.of(request, dataset.images().size());
        Path preview = request.outputs().augmentPreview();
        if (preview != null) {
            AugmentationPreview.write(preview, dataset, augmentation.policy());
        }
        BackboneLoader opener = new BackboneLoader(models, progress);
        int described = dataset.images().size() * (1 + augmentation.sceneCopies());
        Map<String, TrainedHead> best = new LinkedHashMap<>();
        Map<String, TrainedHead> confirmed = new LinkedHashMap<>();
        for (Backbones backbones :
                new BackboneChoice(opener, home.trainingFeatures())
                        .of(request, described, progress)) {
            HeadTrainer training = training(request, backbones, progress);
            try (SpillableVectorStore scenes = new SpillableVectorStore(home.trainingFeatures())) {
                LabelledFeatureSet featureSet =
                        describe(dataset, augmentation, opener, backbones, scenes, progress);
                if (best.isEmpty()) {
                    report(featureSet, request.outputs(), progress);
                }
                for (Map.Entry<String, TrainedHead> one :
                        training.train(featureSet, dataset.positiveLabels(), progress).entrySet()) {
                    TrainedHead head = one.getValue();
                    TrainedHead better = best.merge(one.getKey(), head, TrainedHead::betterOf);
                    if (better.backbones().equals(head.backbones())) {
                        confirmed.put(
                                one.getKey(),
                                ConfirmationTraining.confirm(
                                        featureSet,
                                        one.getKey(),
                                        better,
                                        request.plan(),
                                        opener,
                                        progress));
                    }
                }
            }
        }
        List<Trained> trained = new ArrayList<>();
        for (Map.Entry<String, TrainedHead> one : confirmed.entrySet()) {
            trained.add(save(request, dataset, one.getKey(), one.getValue(), answers, progress));
        }
        return trained;
    }

    private LabelledFeatureSet describe(
            Dataset dataset,
            AugmentationChoice augmentation,
            BackboneLoader opener,
            Backbones backbones,
            SpillableVectorStore scenes,
            ProgressListener progress)
            throws InterruptedException {
        try (FeatureExtractor extractor = opener.open(backbones, this::cached)) {
            return LabelledFeatureSet.of(
                    dataset,
                    extractor,
                    augmentation.policyFor(backbones),
                    augmentation.copied(),
                    scenes,
                    progress);
        }
    }

    private SceneFeatures cached(ModelRef model, SceneFeatures scenes) {
        return new CachedSceneFeatures(
                scenes, new FeatureCache(home.features(), model, FeatureCache.MAX_BYTES));
    }

    private static void report(
            LabelledFeatureSet featureSet, Outputs outputs, ProgressListener progress)
            throws IOException {
        featureSet.notes().forEach(progress::notice);
        if (outputs.groupsOut() != null) {
            GroupFile.write(outputs.groupsOut(), featureSet.pictures(), featureSet.groups());
        }
    }

    private static HeadTrainer training(
            Request request, Backbones backbones, ProgressListener progress) throws IOException {
        return switch (request.head()) {
            case Head.Linear _ -> new LinearHeadTraining(request.plan(), backbones);
            case Head.Dense dense -> dense(request.plan(), backbones, dense, progress);
        };
    }

    private static HeadTrainer dense(
            Plan plan, Backbones backbones, Head.Dense head, ProgressListener progress)
            throws IOException {
        Task task = new Task(plan.task(), Unit.EPOCH);
        return new MulticlassTraining(
                plan,
                backbones,
                MulticlassLearnerProvider.installed()
                        .learner(
                                head.layers() == null ? "dense" : head.layers().toString(),
                                plan.seed(),
                                (number, limit, summary) ->
                                        progress.update(task, number, limit, summary)));
    }

    private Trained save(
            Request request,
            Dataset all,
            String label,
            TrainedHead head,
            List<String> answers,
            ProgressListener progress)
            throws IOException {
        Dataset dataset = all.withPositive(label);
        String name = nameOf(request, all, label);
        Path file = head.save(name, dataset.classes(), request.plan().seed(), targets);
        Optional<TrainingRecipe> recipe = TrainingRecipe.of(request, label, answers);
        if (recipe.isPresent()) {
            recipe.get().write(targets, TargetFile.readManifest(file));
        }
        // A label that the user has confirmed is no longer a likely error.
        Evaluation figures = head.evaluation().confirming(head.scored(), dataset.confirmed());
        Path report = request.outputs().report();
        if (report != null) {
            report =
                    all.positiveLabels().size() == 1
                            ? report
                            : report.resolveSibling(name + "-" + report.getFileName());
            try (Target target = targets.open(name)) {
                reports.training(report, request, dataset, target, head, figures, models, progress);
            }
        }
        return new Trained.Learned(name, file, head, figures, report);
    }
}
