package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.GracefulShutdown;
import dev.framewatch.cli.console.Version;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.targets.Backbones;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.web.WebDesk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framewatch serve}: the watch, and its desk in a browser. */
@Command(
        name = "serve",
        description =
                "Run the watch and open its desk in a browser: what is new, whether the watch can"
                        + " be trusted, every sighting with its video, and review with a key each."
                        + " Prints an address that opens one browser on this machine, and the next"
                        + " one when it was used. Other machines cannot connect, since there are no"
                        + " accounts. Runs until stopped (Ctrl-C).",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:stopped by the user", "2:error"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch serve                      the watch, and its desk on port 8080",
            "  framewatch serve --no-watch           only the desk, beside a running watch",
            "  framewatch serve --port 0             on any free port"
        })
public final class ServeCommand implements Callable<Integer>, GracefulShutdown.Exempt {
    private static final int MAX_PORT = 65535;

    private final DeskContext desk;
    private final Function<Backbones, FeatureExtractor> models;
    private final TargetCorrections corrections;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the desk; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--no-watch", description = "Only look and decide; another process watches.")
    private boolean noWatch;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "YAML settings file of the watch (default: watch.yaml in the home folder, if"
                            + " present).")
    private @Nullable Path settings;

    @Option(names = "--quiet", description = "Print errors, matches and addresses only.")
    private boolean quiet;

    /**
     * @param models loads the backbone models shared by targets
     * @param corrections makes the targets know what reviewers said
     */
    public ServeCommand(
            DeskContext desk,
            Function<Backbones, FeatureExtractor> models,
            TargetCorrections corrections) {
        this.desk = desk;
        this.models = models;
        this.corrections = corrections;
    }

    @Override
    public boolean stopsItself() {
        return true;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > MAX_PORT) {
            throw new InvalidFieldException(
                    "port", "must be 0 to %d, not %d".formatted(MAX_PORT, port));
        }
        return StopSignal.run(this::serve);
    }

    private void serve(StopSignal signal) throws IOException, InterruptedException {
        WebDesk.Settings web = new WebDesk.Settings(port, desk.actor(), Version.number());
        try (DeskServices services = desk.open();
                BackgroundCorrections background =
                        new BackgroundCorrections(corrections, services);
                WebDesk server =
                        WebDesk.start(services, desk.clock(), web, new Listener(background))) {
            background.request(); // what an earlier process left
            Runnable ready = () -> desk.note("Open in a browser: " + server.address());
            if (noWatch) {
                ready.run();
                CountDownLatch stopped = new CountDownLatch(1);
                signal.onStop(stopped::countDown);
                stopped.await();
            } else {
                new WatchRun(desk, models, settings, quiet).untilStopped(signal, ready);
            }
        }
    }

    private final class Listener implements WebDesk.Listener {
        private final BackgroundCorrections background;

        Listener(BackgroundCorrections background) {
            this.background = background;
        }

        @Override
        public void nextAddress(URI address) {
            desk.note("For another browser: " + address);
        }

        @Override
        public void decided() {
            background.request();
        }
    }
}
