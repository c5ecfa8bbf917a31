package dev.framewatch.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.desk.GovernanceOptions;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.desk.governance.TargetGovernance;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetService;
import dev.framewatch.targets.TargetService.Listed;
import dev.framewatch.targets.Threshold;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch targets}: lists, shows, documents and deletes targets. */
@Command(
        name = "targets",
        description = "List and show targets, set their owner, purpose and expiry, or delete one.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch targets",
            "  framewatch targets --json",
            "  framewatch targets show trump",
            "  framewatch targets terms trump --owner \"Anna, politics\" --reason \"election desk\""
                    + " --expires 2026-12-31",
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

    @Override
    public Integer call() throws IOException {
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
                            json
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

    @Command(name = "remove", description = "Delete a target.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = "Target name.") String name)
            throws IOException {
        service().remove(name);
        ledger.recordRemoval(name);
        framewatch.console().note("Removed " + name);
        return 0;
    }
}
