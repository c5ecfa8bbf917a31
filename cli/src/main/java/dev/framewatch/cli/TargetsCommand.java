package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.target.Manifest;
import dev.framewatch.target.Summary;
import dev.framewatch.target.TargetFile;
import dev.framewatch.target.TargetRefused;
import dev.framewatch.target.TargetStore;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch targets}: what can be looked for. */
@Command(
        name = "targets",
        description = "Lists the Targets that were trained or enrolled, or removes one.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch targets",
            "  framewatch targets --json",
            "  framewatch targets remove trump"
        })
final class TargetsCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @Option(names = "--json", description = "One object a line on standard output.")
    private boolean json;

    TargetsCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() {
        TargetStore targets = framewatch.targets();
        Console console = framewatch.console();
        int status = 0;
        for (String name : targets.names()) {
            try {
                Manifest manifest = TargetFile.readManifest(targets.file(name));
                console.out().println(json ? Json.line(manifest) : row(manifest));
            } catch (TargetRefused e) {
                console.note("framewatch: " + e.getMessage());
                status = 2;
            }
        }
        if (targets.names().isEmpty()) {
            console.note("No Target yet. Make one with: framewatch train, or framewatch enrol");
        }
        return status;
    }

    private static String row(Manifest manifest) {
        Summary quality = manifest.evaluation();
        String measured =
                quality.accuracy() == null
                        ? unmeasured(quality)
                        : String.format(
                                Locale.ROOT,
                                "%.1f %% of %d frames right, AUC %.3f%s",
                                100 * quality.accuracy(),
                                quality.frames(),
                                quality.auc(),
                                quality.groups() == 0
                                        ? ""
                                        : " (grouped by %d source videos)"
                                                .formatted(quality.groups()));
        return "%-20s %-7s %s".formatted(manifest.name(), manifest.kind(), measured);
    }

    private static String unmeasured(Summary quality) {
        return quality.positives() == 0
                ? "imported, not measured (see evaluate)"
                : "from %d photos, not measured".formatted(quality.positives());
    }

    @Command(
            name = "remove",
            description = "Deletes a Target's file.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = "The Target.") String name)
            throws IOException {
        if (framewatch.targets().remove(name)) {
            framewatch.console().note("Removed " + name);
            return 0;
        }
        framewatch.console().note("framewatch: there is no Target '%s'".formatted(name));
        return 2;
    }
}
