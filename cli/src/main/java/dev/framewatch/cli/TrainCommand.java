package dev.framewatch.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.learn.Album;
import dev.framewatch.learn.Split;
import dev.framewatch.learn.TargetMaking;
import dev.framewatch.learn.TrainedHead;
import dev.framewatch.learn.Training;
import dev.framewatch.learn.Training.Plan;
import dev.framewatch.learn.TrainingReport;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.GroupFile;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.Role;
import dev.framewatch.target.BackboneModels;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.Kind;
import dev.framewatch.target.Manifest;
import dev.framewatch.target.Threshold;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch train}: labelled pictures to a Target, with honest figures. */
@Command(
        name = "train",
        description =
                "Learns a Target from labelled pictures and says how good it is on videos it has"
                        + " not seen.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch train trump --labels mapping.csv --images frames/",
            "  framewatch train logo --labels labels.csv --images frames/ --kind scene",
            "  framewatch train trump --labels mapping.csv --images frames/ --groups-out"
                    + " groups.csv",
            "  framewatch train trump --labels groups.csv --images frames/ --threshold fmr:0.01",
            "",
            "The labels file has a header and a row a picture: Image_ID,Class and, if you know it,"
                    + " Group",
            "(the video that the picture came from). Pictures of one video are never both learned"
                    + " from and",
            "checked on; without Group, Framewatch finds out which belong together, and"
                    + " --groups-out shows it."
        })
final class TrainCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @Parameters(paramLabel = "NAME", description = "What to call the Target.")
    private String name = "";

    @Mixin private LabelOptions labels = new LabelOptions();

    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            description = "The folder of the pictures.")
    private Path images = Path.of("");

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "face",
            description =
                    "face, what matters is who is in the picture; scene, the picture as a whole"
                            + " (default: ${DEFAULT-VALUE}).")
    private String kind = "";

    @Option(
            names = "--threshold",
            paramLabel = "T",
            defaultValue = "balanced",
            description =
                    "From which score on a frame is positive, unless a scan says otherwise:"
                            + " balanced, fmr:0.01 or a number (default: ${DEFAULT-VALUE}).")
    private String threshold = "";

    @Option(
            names = "--split",
            paramLabel = "videos|frames",
            defaultValue = "videos",
            description =
                    "What is held back to check on: whole source videos; or single frames, as the"
                            + " tutorial did, which leaks (default: ${DEFAULT-VALUE}).")
    private String split = "";

    @Option(
            names = "--backbone",
            paramLabel = "ID",
            description = "The model that describes a face or a scene (default: see models).")
    private @Nullable String backbone;

    @Option(
            names = "--detector",
            paramLabel = "ID",
            description = "The model that finds faces (default: see models).")
    private @Nullable String detector;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the random splits; the same seed gives the same file.")
    private long seed;

    @Option(
            names = "--groups-out",
            paramLabel = "CSV",
            description = "Write which pictures were taken for one video, to check and correct.")
    private @Nullable Path groupsOut;

    @Option(names = "--json", description = "The figures as one object on standard output.")
    private boolean json;

    TrainCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Manifest.checkName(name);
        Plan plan =
                new Plan(Kind.parse(kind), Split.parse(split), seed, Threshold.parse(threshold));
        Console console = framewatch.console();
        Dataset dataset = labels.readAll(images, console);
        Map<String, TrainedHead> trained = new LinkedHashMap<>();
        Backbones backbones;
        try (ScreenProgress progress = ScreenProgress.on(console.err(), console.terminal())) {
            BackboneModels models = new BackboneModels(framewatch.models(), progress);
            backbones = backbones(plan.kind(), models);
            Album album;
            try (FeatureExtractor extractor = models.open(backbones)) {
                album = Album.of(dataset, extractor, progress);
            }
            album.unreadable().forEach(picture -> console.note("note: not readable: " + picture));
            if (groupsOut != null) {
                GroupFile.write(groupsOut, album.pictures(), album.groups());
            }
            Training training = new Training(plan);
            for (String label : dataset.positiveLabels()) {
                progress.update(
                        "Learning, and checking on videos held back",
                        trained.size(),
                        dataset.positiveLabels().size());
                trained.put(label, training.train(album.lookingFor(label), album.unreadable()));
            }
        }
        for (Map.Entry<String, TrainedHead> one : trained.entrySet()) {
            Dataset looked = dataset.lookingFor(one.getKey());
            save(
                    trained.size() == 1 ? name : nameOf(one.getKey()),
                    looked,
                    backbones,
                    one.getValue());
        }
        return 0;
    }

    /** What the Target of one of several classes is called. */
    private String nameOf(String label) {
        return Manifest.checkName(
                name + "-" + label.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-"));
    }

    private void save(String target, Dataset dataset, Backbones backbones, TrainedHead trained)
            throws IOException {
        Console console = framewatch.console();
        TargetMaking making = new TargetMaking(framewatch.targets());
        Path file = making.save(target, dataset.classes(), backbones, trained, seed);
        if (json) {
            console.out()
                    .println(
                            Json.line(
                                    new Trained(
                                            target,
                                            trained.kind(),
                                            trained.aucs(),
                                            trained.evaluation())));
        } else {
            console.out().print(TrainingReport.of(trained.evaluation()));
        }
        carriesTheDecision(trained).ifPresent(console::note);
        console.note("The Target '%s' is in %s".formatted(target, file));
    }

    /** What was found when the best of several kinds was asked for. */
    private static Optional<String> carriesTheDecision(TrainedHead trained) {
        if (trained.aucs().isEmpty()) {
            return Optional.empty();
        }
        String carrier =
                switch (trained.kind()) {
                    case FACE -> "The faces alone carry the decision";
                    case SCENE -> "The scene alone carries the decision";
                    case AUTO -> "Faces and scene decide together";
                };
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "%s (AUC of faces %.3f, scene %.3f, both %.3f).",
                        carrier,
                        trained.aucs().get(Kind.FACE),
                        trained.aucs().get(Kind.SCENE),
                        trained.aucs().get(Kind.AUTO)));
    }

    /** The shape of {@code train --json}. */
    private record Trained(
            String target,
            Kind kind,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Kind, Double> aucByKind,
            @JsonUnwrapped Evaluation evaluation) {}

    private Backbones backbones(Kind wanted, BackboneModels models) throws IOException {
        return switch (wanted) {
            case FACE ->
                    Backbones.faces(
                            models.reference(id(detector, Role.FACE_DETECTOR), Role.FACE_DETECTOR),
                            models.reference(
                                    id(backbone, Role.FACE_EMBEDDING), Role.FACE_EMBEDDING));
            case SCENE ->
                    Backbones.scene(
                            models.reference(
                                    id(backbone, Role.SCENE_FEATURES), Role.SCENE_FEATURES));
            case AUTO ->
                    new Backbones(
                            models.reference(id(detector, Role.FACE_DETECTOR), Role.FACE_DETECTOR),
                            models.reference(id(null, Role.FACE_EMBEDDING), Role.FACE_EMBEDDING),
                            models.reference(
                                    id(backbone, Role.SCENE_FEATURES), Role.SCENE_FEATURES));
        };
    }

    private static String id(@Nullable String chosen, Role role) {
        return chosen == null ? ModelCatalogue.standard(role).id() : chosen;
    }
}
