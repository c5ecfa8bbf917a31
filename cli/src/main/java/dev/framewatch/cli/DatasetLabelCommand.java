package dev.framewatch.cli;

import dev.framewatch.cli.console.Browser;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Plural;
import dev.framewatch.cli.label.LabelServer;
import dev.framewatch.learn.label.LabellingSession;
import dev.framewatch.learn.label.LabellingSession.State;
import dev.framewatch.learn.service.DatasetService;
import dev.framewatch.learn.service.DatasetService.LabelRequest;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.text.PrintableLine;
import dev.framewatch.text.ShellWord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch dataset label}: labels images with the keyboard, in the browser. */
@Command(
        name = "label",
        description = {
            "Label the images of a folder in the browser, one key press per image.",
            "The image that training would learn most from comes next: first one of each video,"
                    + " then those that the answers so far leave open."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch dataset label frames/",
            "  framewatch dataset label frames/ --kind scene",
            "  framewatch dataset label frames/ --class trump --class biden --class neither",
            "",
            "Each answer is saved in DIR/mapping.csv at once, with the source videos that",
            "dataset frames noted. The page is served on this machine only. Press q on it,",
            "or Ctrl-C here, to finish; run the command again to go on.",
            "",
            "Exit status: 0 success, 2 error."
        })
final class DatasetLabelCommand implements Callable<Integer> {
    /** What describing one image may take. */
    private static final Duration LONGEST_IMAGE = Duration.ofSeconds(30);

    private final Framewatch framewatch;

    @Parameters(paramLabel = "DIR", description = "Folder of images.")
    private Path folder = Path.of("");

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description =
                    "Class; repeatable, what is looked for first, up to nine (default: 1 and 0).")
    private List<String> classes = List.of("1", "0");

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "face",
            description =
                    "What to compare: face, or scene for symbols and scenes (default:"
                            + " ${DEFAULT-VALUE}).")
    private String kind = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the page (default: a free one).")
    private int port;

    @Option(names = "--no-open", description = "Only print the address of the page.")
    private boolean withoutBrowser;

    DatasetLabelCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (classes.size() > LabelServer.MAX_CLASSES) {
            throw new IllegalArgumentException("--class: at most nine, one for each key");
        }
        TargetKind compared = TargetKind.parse(kind);
        if (compared != TargetKind.FACE && compared != TargetKind.SCENE) {
            throw new IllegalArgumentException("--kind: face or scene, not " + kind);
        }
        Console console = framewatch.console();
        DatasetService service = new DatasetService(framewatch.models());
        LabellingSession session = service.label(new LabelRequest(folder, classes));
        Thread describing =
                Thread.ofPlatform().daemon().start(() -> describe(service, session, compared));
        try (LabelServer server = new LabelServer(session, classes, port)) {
            console.note("Open this page, which only this machine can see (q on it finishes):");
            console.out().println(server.address());
            console.out().flush();
            if (!withoutBrowser) {
                new Browser(System.getProperty("os.name"), framewatch.environment())
                        .open(server.address());
            }
            server.await();
        } finally {
            describing.interrupt();
            describing.join(LONGEST_IMAGE); // inference must not be cut off by the end of Java
        }
        console.note(summary(session));
        return 0;
    }

    /** Without models, the images come video by video; that is said, and labelling goes on. */
    private void describe(DatasetService service, LabellingSession session, TargetKind compared) {
        try {
            service.describe(session, compared, ProgressListener.SILENT);
        } catch (IOException | RuntimeException e) {
            framewatch
                    .console()
                    .note(
                            "note: the most informative images cannot be chosen: "
                                    + PrintableLine.of(String.valueOf(e.getMessage())));
        }
    }

    private String summary(LabellingSession session) {
        State state = session.state();
        if (state.labelled() == 0) {
            return "No image was labelled.";
        }
        String counts =
                state.counts().entrySet().stream()
                        .map(one -> "%d of class %s".formatted(one.getValue(), one.getKey()))
                        .collect(Collectors.joining(", "));
        return "%s of %d labelled: %s. They are in %s. To train: framewatch train NAME --labels %s --images %s"
                .formatted(
                        Plural.of(state.labelled(), "image"),
                        state.total(),
                        PrintableLine.of(counts),
                        session.labelFile(),
                        ShellWord.of(session.labelFile()),
                        ShellWord.of(folder));
    }
}
