package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.console.Plural;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.learn.api.CheckJson;
import dev.framewatch.learn.check.DatasetReport;
import dev.framewatch.learn.check.DatasetReport.ClassSummary;
import dev.framewatch.learn.check.Finding;
import dev.framewatch.learn.service.DatasetService;
import dev.framewatch.learn.service.DatasetService.CheckRequest;
import dev.framewatch.text.PrintableLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code framewatch dataset check}: validates labelled images before training. */
@Command(
        name = "check",
        description =
                "Validate labelled images: conflicting or doubtful labels, duplicates, damaged or"
                        + " tiny images, classes with too few videos.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch dataset check --labels mapping.csv --images frames/",
            "  framewatch dataset check --labels logo.csv --images frames/ --no-faces",
            "  framewatch dataset check --labels mapping.csv --images frames/ --json",
            "",
            "Exit status: 0 no serious problems, 1 problems to fix before training, 2 error."
        })
final class DatasetCheckCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @Mixin private LabelOptions labels = new LabelOptions();

    @Option(names = "--images", paramLabel = "DIR", required = true, description = "Image folder.")
    private Path images = Path.of("");

    @Option(
            names = "--no-faces",
            description = "Skip the check for tiny faces, for symbols and scenes.")
    private boolean withoutFaces;

    @Option(names = "--json", description = "Print the findings as one JSON object.")
    private boolean json;

    DatasetCheckCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = framewatch.console();
        DatasetReport report;
        try (ScreenProgress progress = ScreenProgress.on(console)) {
            report =
                    new DatasetService(framewatch.models())
                            .check(new CheckRequest(labels.in(images), !withoutFaces), progress);
        }
        if (json) {
            console.out().println(Json.line(CheckJson.of(report)));
        } else {
            console.out().print(text(report));
        }
        return report.serious() ? 1 : 0;
    }

    private static String text(DatasetReport report) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%s, %d of them readable, from %s%n"
                        .formatted(
                                Plural.of(report.images(), "image"),
                                report.readable(),
                                Plural.of(report.videos(), "source video")));
        report.classes().forEach(one -> text.append(line(one)));
        if (report.findings().isEmpty()) {
            text.append("%nNo problems found.%n".formatted());
        }
        report.findings().forEach(finding -> text.append(paragraph(finding)));
        return text.toString();
    }

    private static String line(ClassSummary one) {
        String largest =
                one.largest().stream()
                        .map(video ->
                                "%s (%d)".formatted(PrintableLine.of(video.name()), video.images()))
                        .collect(Collectors.joining(", "));
        return "  class %-12s %6s from %s; most from %s%n"
                .formatted(
                        PrintableLine.of(one.label()),
                        Plural.of(one.images(), "image"),
                        Plural.of(one.videos(), "video"),
                        largest);
    }

    private static String paragraph(Finding finding) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%n%s %s.%n"
                        .formatted(
                                finding.serious() ? "!" : "-",
                                PrintableLine.of(finding.description())));
        finding.examples()
                .forEach(example -> text.append("    %s%n".formatted(PrintableLine.of(example))));
        int more = finding.count() - finding.examples().size();
        if (more > 0 && !finding.examples().isEmpty()) {
            text.append("    and %d more%n".formatted(more));
        }
        return text.append("  %s%n".formatted(finding.advice())).toString();
    }
}
