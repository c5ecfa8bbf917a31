package dev.framewatch.cli;

import static java.util.stream.Collectors.toMap;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.UserPrompt;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.desk.TargetLedger.NewTarget;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.targets.TargetComparison;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetService;
import dev.framewatch.targets.TargetService.Listed;
import dev.framewatch.targets.TargetVersions.Version;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares the targets that a command makes with those of the same names that it replaces. */
final class ReplacedTargets {
    private final Framewatch framewatch;
    private final TargetLedger ledger;
    private final UserPrompt prompt;
    private final TargetService targets;
    private final Map<String, TargetManifest> before;

    /** Remembers the targets as they are now. */
    ReplacedTargets(Framewatch framewatch, TargetLedger ledger) {
        this(framewatch, ledger, UserPrompt.on(framewatch.console()));
    }

    ReplacedTargets(Framewatch framewatch, TargetLedger ledger, UserPrompt prompt) {
        this.framewatch = framewatch;
        this.ledger = ledger;
        this.prompt = prompt;
        this.targets = new TargetService(framewatch.targets());
        this.before =
                targets.list().stream()
                        .filter(one -> one.manifest() != null)
                        .collect(
                                toMap(Listed::name, one -> Objects.requireNonNull(one.manifest())));
    }

    /**
     * Prints replaced targets beside the new ones. Where a new one is worse, asks whether to use
     * it; where nobody can answer, it is used.
     *
     * @param agreed whether the user agreed on the command line
     */
    void review(List<String> names, boolean agreed) throws IOException {
        for (String name : names) {
            TargetManifest old = before.get(name);
            if (old != null) {
                review(new TargetComparison(old, targets.info(name)), agreed);
            }
        }
    }

    private void review(TargetComparison comparison, boolean agreed) throws IOException {
        ComparisonText text = new ComparisonText(comparison, "before", "now");
        if (text.isUnchanged()) {
            return;
        }
        Console console = framewatch.console();
        console.err().print(text.table());
        if (comparison.drawbacks().isEmpty() || agreed) {
            return;
        }
        String name = comparison.after().name();
        if (prompt.canAsk()) {
            decide(name);
        } else {
            console.note("To go back: framewatch targets restore " + name);
        }
    }

    /** The old one is in use until the user decides: a watch may be running. */
    private void decide(String name) throws IOException {
        Version old = targets.restore(name, "");
        String made = targets.history(name).getFirst().id();
        if (prompt.agrees("Use the new one anyway?")) {
            targets.restore(name, made);
            return;
        }
        ledger.recordCreation(
                AuditAction.TARGET_RESTORED,
                List.of(new NewTarget(name, framewatch.targets().file(name))),
                GovernanceChange.NONE,
                Map.of("version", old.id()));
        framewatch
                .console()
                .note(
                        "%s is as it was. To use the new one: framewatch targets restore %1$s %s"
                                .formatted(name, made));
    }
}
