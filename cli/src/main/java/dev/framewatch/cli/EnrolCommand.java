package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.desk.GovernanceOptions;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.learn.enrol.EnrolledHead;
import dev.framewatch.learn.enrol.EnrolmentFaceSelector;
import dev.framewatch.learn.enrol.FaceEnrolment;
import dev.framewatch.learn.train.TargetWriter;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch enrol}: a few photos to a Target. */
@Command(
        name = "enrol",
        description =
                "Makes a face Target from 1 to 50 photos of one person, or an artwork Target from 1"
                    + " to 10 pictures of a logo, a placard or a cover. A face Target ranks nearly"
                    + " as well as a trained one, but its threshold is rough: train from labelled"
                    + " frames where you can.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch enrol minister photo1.jpg photo2.jpg photo3.jpg",
            "  framewatch enrol minister summit.jpg --face 2      the second face from the left",
            "  framewatch enrol minister https://example.org/minister.jpg",
            "  framewatch enrol logo logo.png --kind artwork      printed artwork, wherever it"
                    + " shows"
        })
final class EnrolCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;

    @Parameters(index = "0", paramLabel = "NAME", description = "What to call the Target.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PHOTO",
            description =
                    "Photos of one person, or pictures of one piece of artwork alone: files or"
                            + " addresses of http and https.")
    private List<String> photos = new ArrayList<>();

    @Option(
            names = "--face",
            paramLabel = "N",
            description = "Which face is meant where a photo shows several, from the left, from 1.")
    private @Nullable Integer face;

    @Option(
            names = "--kind",
            paramLabel = "face|artwork",
            defaultValue = "face",
            description = "What the photos show (default: ${DEFAULT-VALUE}).")
    private String kind = "";

    @Option(
            names = "--allow-private",
            description = "Fetch addresses in this machine and private networks too.")
    private boolean allowPrivate;

    @Mixin private GovernanceOptions terms = new GovernanceOptions();

    @Option(names = "--json", description = "What was made, as one object on standard output.")
    private boolean json;

    EnrolCommand(Framewatch framewatch, TargetLedger ledger) {
        this.framewatch = framewatch;
        this.ledger = ledger;
    }

    /** The shape of {@code enrol --json}. */
    private record Made(String target, int photos, int used, List<String> warnings, String file) {}

    @Override
    public Integer call() throws IOException, FetchException, InterruptedException {
        TargetManifest.checkName(name);
        GovernanceChange change = terms.change();
        if (face != null && face < 1) {
            throw new IllegalArgumentException(
                    "--face %d: faces are counted from 1".formatted(face));
        }
        try (DownloadedInputs web = new DownloadedInputs(framewatch, allowPrivate)) {
            enrol(web);
        }
        ledger.made(
                AuditAction.ENROLLED,
                List.of(new TargetLedger.Made(name, framewatch.targets().file(name))),
                change,
                Map.of("photos", photos.size()));
        return 0;
    }

    private void enrol(DownloadedInputs web)
            throws IOException, FetchException, InterruptedException {
        switch (TargetKind.parse(kind)) {
            case FACE -> enrolFaces(web);
            case ARTWORK -> {
                if (face != null) {
                    throw new IllegalArgumentException("--face has no meaning for artwork");
                }
                new ArtworkMaking(framewatch, json).enrol(name, files(web));
            }
            case SCENE, AUTO ->
                    throw new IllegalArgumentException(
                            "--kind %s: a few photos make a face or an artwork Target; train others"
                                    .formatted(kind));
        }
    }

    private List<Path> files(DownloadedInputs web)
            throws IOException, FetchException, InterruptedException {
        List<Path> files = new ArrayList<>();
        for (String photo : photos) {
            files.add(DownloadedInputs.isAddress(photo) ? web.picture(photo) : Path.of(photo));
        }
        return files;
    }

    private void enrolFaces(DownloadedInputs web)
            throws IOException, FetchException, InterruptedException {
        List<Path> files = files(web);
        Console console = framewatch.console();
        EnrolmentFaceSelector faces;
        Backbones backbones;
        try (ScreenProgress progress = ScreenProgress.on(console.err(), console.terminal())) {
            BackboneLoader models = new BackboneLoader(framewatch.models(), progress);
            backbones =
                    Backbones.faces(
                            standard(models, ModelRole.FACE_DETECTOR),
                            standard(models, ModelRole.FACE_EMBEDDING));
            try (FeatureExtractor extractor = models.open(backbones)) {
                faces = EnrolmentFaceSelector.of(files, face, extractor, progress);
            }
        }
        List<String> warnings = faces.warnings().stream().map(web::told).toList();
        warnings.forEach(warning -> console.note("note: " + warning));
        EnrolledHead head = FaceEnrolment.of(faces.embeddings());
        int used = faces.embeddings().size();
        Path file = new TargetWriter(framewatch.targets()).save(name, backbones, head, used);
        if (json) {
            Made made = new Made(name, photos.size(), used, warnings, file.toString());
            console.out().println(Json.line(made));
        }
        console.note("The Target '%s' from %d photos is in %s".formatted(name, used, file));
    }

    private static ModelRef standard(BackboneLoader models, ModelRole role) throws IOException {
        return models.reference(ModelCatalogue.standard(role).id(), role);
    }
}
