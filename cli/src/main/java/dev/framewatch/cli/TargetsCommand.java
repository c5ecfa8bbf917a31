package dev.framewatch.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.desk.DeskContext;
import dev.framewatch.cli.desk.GovernanceOptions;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.desk.governance.TargetGovernance;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.TargetFile;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetService;
import dev.framewatch.targets.TargetService.Listed;
import dev.framewatch.targets.TargetVersions.Version;
import dev.framewatch.targets.Threshold;
import dev.framewatch.targets.TrainingMetrics;
import dev.framewatch.text.LocalTimeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch targets}: lists, shows, documents and deletes targets. */
@Command(
        name = "targets",
        description =
                "List and show targets, set owner, purpose and expiry, learn from reviews, compare"
                        + " and restore earlier versions, add and remove photos, or rename, copy,"
                        + " export, import or delete a target.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch targets",
            "  framewatch targets --json",
            "  framewatch targets show trump",
            "  framewatch targets terms trump --owner \"Anna, politics\" \\",
            "      --reason \"election desk\" --expires 2026-12-31",
            "  framewatch targets retrain                  learn from reviews, every night",
            "  framewatch targets history trump",
            "  framewatch targets compare trump            the version before, and this one",
            "  framewatch targets restore trump            the version before",
            "  framewatch targets add-photos minister photo4.jpg",
            "  framewatch targets rename trump president",
            "  framewatch targets export trump trump.target",
            "  framewatch targets import trump.target --as president",
            "  framewatch targets remove trump"
        })
final class TargetsCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;

    @Option(names = "--json", description = "Print JSON Lines.")
    private boolean json;

    TargetsCommand(Framewatch framewatch, TargetLedger ledger) {
        this.framewatch = framewatch;
        this.ledger = ledger;
    }

    /** Returns the command with its subcommands. */
    static CommandLine with(Framewatch framewatch, TargetLedger ledger, DeskContext desk) {
        return new CommandLine(new TargetsCommand(framewatch, ledger))
                .addSubcommand(new RetrainCommand(framewatch, ledger, desk))
                .addSubcommand(new CompareTargetCommand(framewatch))
                .addSubcommand(new RenameTargetCommand(framewatch, ledger))
                .addSubcommand(new CopyTargetCommand(framewatch, ledger))
                .addSubcommand(new ExportTargetCommand(framewatch, ledger))
                .addSubcommand(new ImportTargetCommand(framewatch, ledger))
                .addSubcommand(new AddPhotosCommand(framewatch, ledger))
                .addSubcommand(new RemovePhotoCommand(framewatch, ledger));
    }

    @Override
    public Integer call() throws IOException {
        return list(false);
    }

    @Command(name = "list", description = "List targets.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "Print JSON Lines.") boolean asJson)
            throws IOException {
        List<Listed> all = service().list();
        Map<String, TargetGovernance> terms = all.isEmpty() ? Map.of() : ledger.terms();
        Console console = framewatch.console();
        int status = 0;
        for (Listed one : all) {
            if (one.manifest() == null) {
                console.note("framewatch: " + one.problem());
                status = 2;
                continue;
            }
            TargetGovernance own = terms.getOrDefault(one.name(), TargetGovernance.NONE);
            console.out()
                    .println(
                            json || asJson
                                    ? Json.line(line(one.manifest(), own))
                                    : TargetText.row(one.manifest()) + details(own));
        }
        if (all.isEmpty()) {
            console.note("No targets. To create one: framewatch train, or framewatch enrol");
        }
        return status;
    }

    private TargetService service() {
        return new TargetService(framewatch.targets());
    }

    /** A line of {@code targets --json}; embeddings are not shown. */
    private record Line(
            @JsonUnwrapped @JsonIgnoreProperties("confirmation") TargetManifest manifest,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable References confirmation,
            double strictThreshold,
            List<String> statements,
            String owner,
            String reason,
            @Nullable String expires,
            boolean expired) {}

    /** The photos or frames that confirm a target's matches, and those of rejected faces. */
    private record References(double threshold, List<String> references, List<String> rejected) {
        static References of(Confirmation confirmation) {
            return new References(
                    confirmation.threshold(),
                    confirmation.references().stream().map(FaceReference::name).toList(),
                    confirmation.rejected().stream().map(FaceReference::name).toList());
        }
    }

    private Line line(TargetManifest manifest, TargetGovernance terms) {
        return new Line(
                manifest,
                manifest.confirmation() == null ? null : References.of(manifest.confirmation()),
                manifest.threshold(new Threshold.Strict()),
                manifest.errorStatements(),
                terms.owner(),
                terms.reason(),
                terms.lastDay(),
                ledger.isExpired(terms));
    }

    private String details(TargetGovernance terms) {
        StringBuilder text = new StringBuilder();
        if (!terms.owner().isEmpty()) {
            text.append("; owner ").append(terms.owner());
        }
        if (!terms.reason().isEmpty()) {
            text.append("; ").append(terms.reason());
        }
        if (terms.lastDay() != null) {
            text.append(ledger.isExpired(terms) ? "; EXPIRED after " : "; until ")
                    .append(terms.lastDay());
        }
        return text.toString();
    }

    @Command(
            name = "terms",
            description = "Show or set a target's owner, purpose and expiry.",
            mixinStandardHelpOptions = true)
    int terms(
            @Parameters(paramLabel = "NAME", description = "Target name.") String name,
            @Mixin GovernanceOptions options)
            throws IOException {
        service().file(name);
        GovernanceChange change = options.change();
        TargetGovernance terms =
                change.isEmpty()
                        ? ledger.terms().getOrDefault(name, TargetGovernance.NONE)
                        : ledger.change(name, change);
        framewatch
                .console()
                .out()
                .println(
                        terms.equals(TargetGovernance.NONE)
                                ? name + ": no owner, purpose or expiry set"
                                : name + details(terms));
        return 0;
    }

    @Command(
            name = "show",
            description =
                    "Show what a target was made from, its thresholds and what each of them costs.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "NAME", description = "Target name.") String name,
            @Option(names = "--json", description = "Print one JSON object.") boolean asJson)
            throws IOException {
        TargetManifest manifest = service().info(name);
        TargetGovernance own = ledger.terms().getOrDefault(name, TargetGovernance.NONE);
        framewatch
                .console()
                .out()
                .print(
                        json || asJson
                                ? Json.line(line(manifest, own)) + "\n"
                                : TargetText.of(manifest, details(own)));
        return 0;
    }

    @Command(
            name = "history",
            description =
                    "List the versions of a target, the one in use first: the last five are kept.",
            mixinStandardHelpOptions = true)
    int history(
            @Parameters(paramLabel = "NAME", description = "Target name.") String name,
            @Option(names = "--json", description = "Print JSON Lines.") boolean asJson)
            throws IOException {
        List<Version> versions = service().history(name);
        Path current = framewatch.targets().file(name);
        if (Files.exists(current)) {
            version("in use", Files.getLastModifiedTime(current).toInstant(), current, asJson);
        }
        for (Version one : versions) {
            version(one.id(), one.changedAt(), one.file(), asJson);
        }
        return 0;
    }

    /** A line of {@code targets history --json}. */
    private record VersionLine(
            String version, String changedAt, TargetKind kind, TrainingMetrics evaluation) {}

    private void version(String id, Instant changedAt, Path file, boolean asJson) {
        TargetManifest manifest = TargetFile.readManifest(file);
        framewatch
                .console()
                .out()
                .println(
                        json || asJson
                                ? Json.line(
                                        new VersionLine(
                                                id,
                                                changedAt.toString(),
                                                manifest.kind(),
                                                manifest.evaluation()))
                                : "%-12s  %s  %s"
                                        .formatted(
                                                id,
                                                new LocalTimeFormat(ZoneId.systemDefault())
                                                        .minute(changedAt),
                                                TargetText.row(manifest)));
    }

    @Command(
            name = "restore",
            description =
                    "Put an earlier version of a target back. The one in use is kept as a version;"
                            + " answers of reviews hold for both.",
            mixinStandardHelpOptions = true)
    int restore(
            @Parameters(paramLabel = "NAME", description = "Target name.") String name,
            @Parameters(
                            paramLabel = "VERSION",
                            arity = "0..1",
                            defaultValue = "",
                            description =
                                    "The beginning of its ID, from targets history (default: the"
                                            + " version before).")
                    String version)
            throws IOException {
        Version restored = service().restore(name, version);
        ledger.recordCreation(
                AuditAction.TARGET_RESTORED,
                List.of(new TargetLedger.NewTarget(name, framewatch.targets().file(name))),
                GovernanceChange.NONE,
                Map.of("version", restored.id()));
        framewatch
                .console()
                .note(
                        "%s: version %s is in use again. To go back: framewatch targets restore %1$s"
                                .formatted(name, restored.id()));
        return 0;
    }

    @Command(
            name = "remove",
            description = "Delete a target and its earlier versions.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = "Target name.") String name)
            throws IOException {
        service().remove(name);
        ledger.recordRemoval(name);
        framewatch.console().note("Removed " + name);
        return 0;
    }
}
