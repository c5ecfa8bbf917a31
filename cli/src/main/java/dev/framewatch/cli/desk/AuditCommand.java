package dev.framewatch.cli.desk;

import dev.framewatch.desk.audit.AuditEntry;
import dev.framewatch.desk.audit.AuditHead;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.audit.AuditVerifier;
import dev.framewatch.desk.store.Database;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

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

    /** The shape of {@code audit list --json}. */
    private record Line(
            long seq,
            String at,
            String who,
            String action,
            String subject,
            JsonNode detail,
            String hash) {
        static Line of(AuditEntry entry) {
            return new Line(
                    entry.seq(),
                    entry.at().toString(),
                    entry.who(),
                    entry.action(),
                    entry.subject(),
                    StrictJson.MAPPER.readTree(entry.detail()),
                    entry.hash());
        }
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
        if (most < 1) {
            throw new IllegalArgumentException("--limit: at least 1, not " + most);
        }
        if (nothing()) {
            return 1;
        }
        try (Database database = Database.open(desk.home().get())) {
            List<AuditEntry> rows = database.read(handle -> AuditLog.latest(handle, most));
            for (AuditEntry row : rows) {
                if (json || asJson) {
                    desk.json(Line.of(row));
                } else {
                    desk.out()
                            .printf(
                                    "%5d  %s  %-12s %-15s %s  %s%n",
                                    row.seq(),
                                    SightingText.minute(row.at()),
                                    TerminalText.of(row.who()),
                                    row.action(),
                                    TerminalText.of(row.subject()),
                                    TerminalText.of(row.detail(), 120));
                }
            }
            return rows.isEmpty() ? 1 : 0;
        }
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
        AuditHead kept = expected == null ? null : AuditHead.parse(expected);
        if (nothing()) {
            return kept == null ? 0 : 1;
        }
        try (Database database = Database.open(desk.home().get())) {
            AuditVerifier.Result result = database.read(handle -> AuditVerifier.of(handle, kept));
            result.findings().forEach(finding -> desk.out().println(TerminalText.of(finding)));
            result.notes().forEach(note -> desk.note("note: " + note));
            if (result.rows() > 0) {
                desk.out().println("end of the log: " + result.head());
            }
            desk.out()
                    .println(
                            result.intact()
                                    ? "%d rows, all as they were written.".formatted(result.rows())
                                    : "%d rows; the log is not what it was."
                                            .formatted(result.rows()));
            return result.intact() ? 0 : 1;
        }
    }

    private boolean nothing() {
        Path home = desk.home().get();
        boolean nothing = !Database.isIn(home);
        if (nothing) {
            desk.note("There is no audit log in %s yet.".formatted(home));
        }
        return nothing;
    }
}
