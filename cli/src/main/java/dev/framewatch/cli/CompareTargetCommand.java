package dev.framewatch.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.targets.TargetComparison;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetService;
import dev.framewatch.targets.TargetService.Compared;
import dev.framewatch.targets.TrainingMetrics;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch targets compare}: shows an earlier version beside the one in use. */
@Command(
        name = "compare",
        description =
                "Show an earlier version of a target beside the one in use: accuracy, misses, false"
                        + " alarms and threshold, as measured when each was made.",
        mixinStandardHelpOptions = true)
final class CompareTargetCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @Parameters(index = "0", paramLabel = "NAME", description = "Target name.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERSION",
            description =
                    "The beginning of its ID, from targets history (default: the version before).")
    private String version = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    CompareTargetCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() throws IOException {
        Compared compared = new TargetService(framewatch.targets()).compare(name, version);
        TargetComparison comparison = compared.comparison();
        framewatch
                .console()
                .out()
                .print(
                        json
                                ? Json.line(Line.of(compared)) + "\n"
                                : new ComparisonText(
                                                comparison,
                                                "version " + compared.version(),
                                                "in use")
                                        .table());
        return 0;
    }

    /**
     * The object of {@code targets compare --json}.
     *
     * @param obstacle why the figures cannot be compared; null if they can
     */
    private record Line(
            String name,
            Side before,
            Side now,
            boolean comparable,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String obstacle,
            List<String> worse) {
        static Line of(Compared compared) {
            TargetComparison comparison = compared.comparison();
            String obstacle = comparison.obstacle();
            return new Line(
                    comparison.after().name(),
                    Side.of(compared.version(), comparison.before()),
                    Side.of("in use", comparison.after()),
                    obstacle.isEmpty(),
                    obstacle.isEmpty() ? null : obstacle,
                    comparison.drawbacks());
        }
    }

    private record Side(
            String version, TargetKind kind, double threshold, TrainingMetrics evaluation) {
        static Side of(String version, TargetManifest manifest) {
            return new Side(
                    version,
                    manifest.kind(),
                    manifest.thresholds().chosen(),
                    manifest.evaluation());
        }
    }
}
