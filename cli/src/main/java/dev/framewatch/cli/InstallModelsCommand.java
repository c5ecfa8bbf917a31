package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.learn.service.ModelService;
import dev.framewatch.model.Model;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch models install}: installs the models of a bundle. */
@Command(
        name = "install",
        description = {
            "Install the models of a file that `models bundle` wrote. Every model must have the"
                    + " SHA-256 that this version of Framewatch expects, so the file need not be"
                    + " trusted.",
            ""
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch models install models.zip",
            "  framewatch models install --from https://files.example.org/models.zip"
        })
final class InstallModelsCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @ArgGroup(multiplicity = "1")
    private @Nullable Bundle bundle;

    @Option(names = "--allow-private", description = "Allow localhost and private addresses.")
    private boolean allowPrivate;

    /** Where the bundle is. */
    static final class Bundle {
        @Parameters(paramLabel = "FILE", description = "The file.")
        private @Nullable String file;

        @Option(names = "--from", paramLabel = "URL", description = "Download the file.")
        private @Nullable String url;
    }

    InstallModelsCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() throws IOException {
        Bundle chosen = Objects.requireNonNull(bundle);
        String source = Objects.requireNonNull(chosen.file == null ? chosen.url : chosen.file);
        List<Model> installed;
        try (ScreenProgress progress = ScreenProgress.on(framewatch.console());
                WebDownloader downloader = new WebDownloader(framewatch, allowPrivate, progress)) {
            installed =
                    new ModelService(framewatch.home(), framewatch.models())
                            .install(source, downloader, progress);
        }
        framewatch
                .console()
                .note(
                        "Installed "
                                + installed.stream()
                                        .map(Model::id)
                                        .collect(Collectors.joining(", ")));
        return 0;
    }
}
