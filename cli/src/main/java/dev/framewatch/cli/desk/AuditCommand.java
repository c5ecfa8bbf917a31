package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.api.AuditEntryDto;
import dev.framewatch.desk.audit.AuditHead;
import dev.framewatch.desk.audit.AuditVerifier;
import dev.framewatch.desk.service.AuditService;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.text.PrintableLine;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framewatch audit}: lists and verifies the audit log. */
@Command(
        name = "audit",
        description =
                "Show the audit log (who trained, enrolled, reviewed, exported and"
                        + " deleted what) and verify its integrity.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:rows were found; verify: the log is intact",
            "1:no rows; verify: the log was altered",
            "2:error"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch audit                                  latest rows",
            "  framewatch audit list --limit 1000 --json",
            "  framewatch audit verify                      verify and print the log head",
            "  framewatch audit verify --expect 128:HASH    compare with a saved log head",
            "",
            "Each row contains the hash of the previous row. Anyone who can write to the",
            "database can recompute all hashes; only a log head saved elsewhere reveals that."
        })
public final class AuditCommand implements Callable<Integer> {
    private static final String DEFAULT_LIMIT = "50";

    private final DeskContext desk;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = DEFAULT_LIMIT,
            description = "Maximum number of rows, latest first (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print JSON Lines: one object per row.")
    private boolean json;

    public AuditCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        return list(limit, false);
    }

    @Command(name = "list", description = "List the latest rows.", mixinStandardHelpOptions = true)
    int list(
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = DEFAULT_LIMIT,
                            description =
                                    "Maximum number of rows, latest first (default:"
                                            + " ${DEFAULT-VALUE}).")
                    int maxRows,
            @Option(names = "--json", description = "Print JSON Lines: one object per row.")
                    boolean asJson)
            throws IOException {
        if (isEmpty()) {
            return 1;
        }
        List<AuditEntryDto> rows;
        try (DeskServices services = desk.open()) {
            rows = services.audit().list(maxRows);
        }
        for (AuditEntryDto row : rows) {
            if (json || asJson) {
                desk.json(row);
            } else {
                desk.out()
                        .printf(
                                "%5d  %s  %-12s %-15s %s  %s%n",
                                row.seq(),
                                desk.times().minute(row.at()),
                                PrintableLine.of(row.who()),
                                row.action(),
                                PrintableLine.of(row.subject()),
                                PrintableLine.of(row.detail().toString(), 120));
            }
        }
        if (rows.isEmpty()) {
            desk.note("The audit log is empty.");
        }
        return rows.isEmpty() ? 1 : 0;
    }

    @Command(
            name = "verify",
            description =
                    "Verify the whole log, report altered, deleted or inserted rows, and"
                            + " print the log head.",
            mixinStandardHelpOptions = true)
    int verify(
            @Option(
                            names = "--expect",
                            paramLabel = "NUMBER:HASH",
                            description = "Previously saved log head.")
                    @Nullable String expected)
            throws IOException {
        AuditHead savedHead = expected == null ? null : AuditService.parseHead(expected);
        if (isEmpty()) {
            return savedHead == null ? 0 : 1;
        }
        AuditVerifier.Result result;
        try (DeskServices services = desk.open()) {
            result = services.audit().verify(savedHead);
        }
        result.findings().forEach(finding -> desk.out().println(PrintableLine.of(finding)));
        result.notes().forEach(note -> desk.note("note: " + note));
        if (result.rows() > 0) {
            desk.out().println("log head: " + result.head());
        }
        desk.out()
                .println(
                        result.isIntact()
                                ? Plural.of(result.rows(), "row") + ", intact"
                                : Plural.of(result.rows(), "row") + ", NOT INTACT");
        return result.isIntact() ? 0 : 1;
    }

    private boolean isEmpty() {
        boolean empty = !desk.exists();
        if (empty) {
            desk.note("No audit log in %s.".formatted(desk.home().directory()));
        }
        return empty;
    }
}
