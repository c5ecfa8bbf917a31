package dev.framewatch.cli.desk;

import dev.framewatch.desk.api.ConfigChangeDto;
import dev.framewatch.desk.api.ConfigChangeDto.Action;
import dev.framewatch.desk.api.ConfigChangeDto.FieldChange;
import dev.framewatch.desk.service.ConfigurationService.Applied;
import dev.framewatch.desk.service.ConfigurationService.Request;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.text.PrintableLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch apply}: makes sources, alerts and settings as a file describes them. */
@Command(
        name = "apply",
        description =
                "Make sources, alerts and the settings of the watch, for all targets and for single"
                        + " ones, as a YAML file describes them."
                        + " The whole file is checked first; applied again, it changes nothing.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch config export newsroom.yaml     the present configuration",
            "  framewatch apply newsroom.yaml --dry-run   what would change",
            "  framewatch apply newsroom.yaml",
            "",
            "Lines start with + (added), ~ (changed) or - (removed).",
            "",
            "Exit status: 0 success, also if there is nothing to change; 2 error, nothing",
            "changed."
        })
public final class ApplyCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Parameters(paramLabel = "FILE", description = "Configuration file (YAML).")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Print the differences and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--prune",
            description =
                    "Remove sources, alerts and settings of single targets that are not in the"
                            + " file, and reset the other settings,"
                            + " in the sections that it has. By default they are kept.")
    private boolean prune;

    @Option(names = "--json", description = "Print JSON Lines: one object per difference.")
    private boolean json;

    public ApplyCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        Applied applied;
        try (DeskServices services = desk.open()) {
            applied =
                    services.configuration().apply(new Request(file, prune, dryRun), desk.actor());
        }
        List<ConfigChangeDto> changes =
                applied.changes().stream().filter(ConfigChangeDto::isChange).toList();
        if (json) {
            applied.changes().forEach(desk::json);
        } else {
            changes.forEach(this::print);
        }
        printNotes(applied, changes);
        return 0;
    }

    private void print(ConfigChangeDto change) {
        String noun = noun(change);
        if (change.is(Action.REMOVE)) {
            desk.out().println("- " + noun);
            return;
        }
        desk.out().println((change.is(Action.ADD) ? "+ " : "~ ") + noun);
        change.fields().forEach(field -> desk.out().println("    " + line(field)));
    }

    private static boolean isSetting(ConfigChangeDto change) {
        return List.of("watch", "targets").contains(change.section());
    }

    private static String noun(ConfigChangeDto change) {
        return switch (change.section()) {
            case "sources" -> "source " + change.name();
            case "alerts" -> "alert " + change.name();
            case "targets" -> "target " + change.name();
            default -> change.name();
        };
    }

    private static String line(FieldChange field) {
        String text;
        if (field.before() == null) {
            text = "+ %s: %s".formatted(field.field(), field.after());
        } else if (field.after() == null) {
            text = "- %s: %s".formatted(field.field(), field.before());
        } else {
            text = "~ %s: %s -> %s".formatted(field.field(), field.before(), field.after());
        }
        return PrintableLine.of(text);
    }

    private void printNotes(Applied applied, List<ConfigChangeDto> changes) {
        String kept =
                applied.changes().stream()
                        .filter(change -> change.is(Action.KEEP))
                        .map(ApplyCommand::noun)
                        .collect(Collectors.joining(", "));
        if (!kept.isEmpty()) {
            desk.note("Kept, although not in the file: " + kept);
        }
        for (String target : applied.unknownTargets()) {
            desk.note("note: target '%s' does not exist yet".formatted(target));
        }
        if (changes.isEmpty()) {
            desk.note("Nothing to change.");
        } else if (dryRun) {
            desk.note("Nothing was changed: this was a dry run.");
        } else {
            desk.note("Applied %s.".formatted(Objects.toString(file)));
        }
        if (!dryRun && changes.stream().anyMatch(ApplyCommand::isSetting)) {
            desk.note("A running watch uses the new settings when it is started again.");
        }
        applied.signingKeys()
                .forEach((name, key) -> {
                    desk.note(
                            "Signing key for the receiver of %s (shown only once):"
                                    .formatted(name));
                    if (json) {
                        desk.err().println(key);
                    } else {
                        desk.out().println(key);
                    }
                });
    }
}
