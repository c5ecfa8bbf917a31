package dev.framewatch.cli.desk;

import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.json.StrictJson;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Where the commands of the desk work, and where they talk.
 *
 * @param home the home folder, asked once the command line is read
 * @param out results
 * @param err notes for people
 * @param environment of the process
 * @param clock what time it is
 */
public record DeskContext(
        Supplier<Path> home,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Clock clock) {

    public DeskContext {
        environment = Map.copyOf(environment);
    }

    /** A result for programs, on one line. */
    void json(Object value) {
        out.println(StrictJson.MAPPER.writeValueAsString(value));
    }

    /** Who gives the command, for the records. */
    String person() {
        return System.getProperty("user.name", "unknown");
    }

    /** Writes what a person did into the audit log, in the transaction that does it. */
    void audit(Handle handle, AuditAction action, String subject, Map<String, ?> details) {
        AuditLog.append(handle, clock, person(), action, subject, details);
    }

    /** A note for people. */
    void note(String text) {
        err.println(text);
    }
}
