package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.desk.GovernanceOptions;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.error.ServiceException;
import dev.framewatch.learn.service.EnrolmentService;
import dev.framewatch.learn.service.EnrolmentService.Enrolled;
import dev.framewatch.learn.service.EnrolmentService.Request;
import dev.framewatch.targets.TargetKind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framewatch enrol}: creates a target from a few photos. */
@Command(
        name = "enrol",
        description =
                "Enrol a face target from 1 to 50 photos of one person, or an artwork target from 1"
                    + " to 10 images of a logo, placard or cover. Five photos in different light"
                    + " and poses make a good face target, one makes a weak one. Photos can be"
                    + " added and removed later.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch enrol minister photo1.jpg photo2.jpg photo3.jpg",
            "  framewatch enrol minister summit.jpg --face 2      the second from the left",
            "  framewatch enrol minister --add photo4.jpg         one more photo",
            "  framewatch enrol minister --not brother.jpg        it was taken for him",
            "  framewatch enrol --people photos/                  a target for each folder",
            "  framewatch enrol minister https://example.org/minister.jpg",
            "  framewatch enrol logo logo.png --kind artwork      printed artwork"
        })
final class EnrolCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Target name.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PHOTO",
            description =
                    "Photos of one person, or images of one piece of artwork: files, folders or"
                            + " http(s) URLs.")
    private List<String> photos = new ArrayList<>();

    @Option(
            names = "--add",
            description = "Add the photos to those of the target, instead of replacing them.")
    private boolean add;

    @Option(
            names = "--not",
            arity = "1..*",
            paramLabel = "PHOTO",
            description =
                    "Photos of somebody whom the target is taken for, or photos of the target to"
                            + " remove.")
    private List<String> others = new ArrayList<>();

    @Option(
            names = "--people",
            paramLabel = "FOLDER",
            description =
                    "Enrol a person for each folder in this one, with the folder's name and"
                            + " photos.")
    private @Nullable Path people;

    @Option(
            names = "--face",
            paramLabel = "N",
            description =
                    "Face to use in photos with several faces, counted from the left, starting at"
                            + " 1.")
    private @Nullable Integer face;

    @Option(
            names = "--kind",
            paramLabel = "face|artwork",
            defaultValue = "face",
            description = "Target kind: face or artwork (default: ${DEFAULT-VALUE}).")
    private String kind = "";

    @Option(names = "--allow-private", description = "Allow localhost and private addresses.")
    private boolean allowPrivate;

    @Option(
            names = "--yes",
            description = "Replace a target by one of fewer photos without asking.")
    private boolean yes;

    @Mixin private GovernanceOptions terms = new GovernanceOptions();

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    EnrolCommand(Framewatch framewatch, TargetLedger ledger) {
        this.framewatch = framewatch;
        this.ledger = ledger;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        GovernanceChange change = terms.change();
        Console console = framewatch.console();
        ReplacedTargets replaced = new ReplacedTargets(framewatch, ledger);
        boolean succeeded = true;
        try (ScreenProgress progress = ScreenProgress.on(console);
                DownloadedInputs web = new DownloadedInputs(framewatch, allowPrivate, progress)) {
            EnrolmentService service =
                    new EnrolmentService(framewatch.targets(), framewatch.models(), web);
            if (people == null) {
                Request request = request();
                enrol(request, service, progress, change);
                // Who adds or removes photos knows what changes.
                if (!add && !photos.isEmpty()) {
                    replaced.review(List.of(request.name()), yes);
                }
                return 0;
            }
            for (Request person : requests(people)) {
                try {
                    enrol(person, service, progress, change);
                    replaced.review(List.of(person.name()), yes);
                } catch (ServiceException e) {
                    console.note("%s: %s".formatted(person.name(), e.getMessage()));
                    succeeded = false;
                }
            }
        }
        return succeeded ? 0 : 2;
    }

    private void enrol(
            Request request,
            EnrolmentService service,
            ScreenProgress progress,
            GovernanceChange change)
            throws IOException, InterruptedException {
        Enrolled enrolled = service.enrol(request, progress);
        progress.close();
        new EnrolmentText(framewatch.console(), json).print(request, enrolled);
        ledger.recordCreation(
                AuditAction.ENROLLED,
                List.of(new TargetLedger.NewTarget(request.name(), enrolled.file())),
                change,
                Map.of("photos", request.pictures().size()));
    }

    private Request request() {
        if (name.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "Missing required parameter: NAME, or --people FOLDER");
        }
        if (photos.isEmpty() && others.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "Missing required parameter: PHOTO");
        }
        return switch (TargetKind.parse(kind)) {
            case FACE -> new Request.Person(name, photos, face, add, others);
            case ARTWORK -> {
                if (face != null || add || !others.isEmpty()) {
                    throw new IllegalArgumentException(
                            "--face, --add and --not do not apply to artwork");
                }
                yield new Request.Artwork(name, photos);
            }
            case SCENE, AUTO ->
                    throw new IllegalArgumentException(
                            "--kind %s: only face and artwork targets can be enrolled; train others"
                                    .formatted(kind));
        };
    }

    /** Returns a request for each folder of photos. */
    private List<Request> requests(Path folder) throws IOException {
        if (!name.isEmpty()
                || face != null
                || add
                || !others.isEmpty()
                || TargetKind.parse(kind) != TargetKind.FACE) {
            throw new IllegalArgumentException("--people takes only a folder of folders of photos");
        }
        List<Request> requests = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path person : folders) {
                String target = person.getFileName().toString().strip().replaceAll("\\s+", "-");
                requests.add(new Request.Person(target, List.of(person.toString()), null));
            }
        }
        if (requests.isEmpty()) {
            throw new IllegalArgumentException(folder + " contains no folders of photos");
        }
        requests.sort(Comparator.comparing(Request::name));
        return requests;
    }
}
