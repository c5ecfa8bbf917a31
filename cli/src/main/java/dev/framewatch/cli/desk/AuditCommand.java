package dev.framewatch.cli.desk;

import dev.framewatch.desk.api.AuditEntryDto;
import dev.framewatch.desk.audit.AuditHead;
import dev.framewatch.desk.audit.AuditVerifier;
import dev.framewatch.desk.service.AuditService;
import dev.framewatch.desk.service.DeskServices;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framewatch audit}: who did what. */
@Command(
        name = "audit",
        description =
                "Shows who trained, enrolled, reviewed, exported and deleted what, and checks that"
                        + " nobody altered the record.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:there are rows; of verify: all is as it was",
            "1:there is none; of verify: something was changed",
            "2:an error"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch audit                                  the latest rows",
            "  framewatch audit list --limit 1000 --json",
            "  framewatch audit verify                           prints the end of the log: keep"
                    + " it elsewhere",
            "  framewatch audit verify --expect 128:HASH         an end that you kept",
            "",
            "Each row carries the hash of the one before. Whoever can write the database could"
                    + " compute all of them",
            "anew; only an end of the log that was kept where they cannot write shows that."
        })
public final class AuditCommand implements Callable<Integer> {
    private static final String MAX = "50";

    private final DeskContext desk;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = MAX,
            description = "The latest N rows (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "One object a line on standard output.")
    private boolean json;

    public AuditCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        return list(limit, false);
    }

    @Command(name = "list", description = "Shows the latest rows.", mixinStandardHelpOptions = true)
    int list(
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = MAX,
                            description = "The latest N rows (default: ${DEFAULT-VALUE}).")
                    int most,
            @Option(names = "--json", description = "One object a line on standard output.")
                    boolean asJson)
            throws IOException {
        if (nothing()) {
            return 1;
        }
        List<AuditEntryDto> rows;
        try (DeskServices services = desk.open()) {
            rows = services.audit().list(most);
        }
        for (AuditEntryDto row : rows) {
            if (json || asJson) {
                desk.json(row);
            } else {
                desk.out()
                        .printf(
                                "%5d  %s  %-12s %-15s %s  %s%n",
                                row.seq(),
                                SightingText.minute(row.at()),
                                TerminalText.of(row.who()),
                                row.action(),
                                TerminalText.of(row.subject()),
                                TerminalText.of(row.detail().toString(), 120));
            }
        }
        return rows.isEmpty() ? 1 : 0;
    }

    @Command(
            name = "verify",
            description =
                    "Reads the whole log, names every row that was changed, removed or slipped in,"
                            + " and prints the end of the log.",
            mixinStandardHelpOptions = true)
    int verify(
            @Option(
                            names = "--expect",
                            paramLabel = "NUMBER:HASH",
                            description = "An end of the log that you kept elsewhere.")
                    @Nullable String expected)
            throws IOException {
        AuditHead kept = expected == null ? null : AuditService.parseHead(expected);
        if (nothing()) {
            return kept == null ? 0 : 1;
        }
        AuditVerifier.Result result;
        try (DeskServices services = desk.open()) {
            result = services.audit().verify(kept);
        }
        result.findings().forEach(finding -> desk.out().println(TerminalText.of(finding)));
        result.notes().forEach(note -> desk.note("note: " + note));
        if (result.rows() > 0) {
            desk.out().println("end of the log: " + result.head());
        }
        desk.out()
                .println(
                        result.isIntact()
                                ? "%d rows, all as they were written.".formatted(result.rows())
                                : "%d rows; the log is not what it was.".formatted(result.rows()));
        return result.isIntact() ? 0 : 1;
    }

    private boolean nothing() {
        boolean nothing = !desk.exists();
        if (nothing) {
            desk.note("There is no audit log in %s yet.".formatted(desk.home().directory()));
        }
        return nothing;
    }
}
