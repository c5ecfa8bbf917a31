package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Version;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.home.Home;
import dev.framewatch.json.StrictJson;
import dev.framewatch.text.LocalTimeFormat;
import dev.framewatch.text.PrintableLine;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Dependencies of the desk commands: home folder, output streams, environment and clock.
 *
 * @param homeSupplier locates the user's folders; called after the command line is parsed
 * @param out results
 * @param err notes for the user
 * @param environment environment variables of the process
 * @param clock current time
 */
public record DeskContext(
        Supplier<Home> homeSupplier,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Clock clock) {

    public DeskContext {
        environment = Map.copyOf(environment);
    }

    /** Returns the user's folders. */
    Home home() {
        return homeSupplier.get();
    }

    /** Returns the environment of the services. */
    DeskServices.Environment serviceEnvironment() {
        return new DeskServices.Environment(home(), clock, environment, Version.number());
    }

    /** Opens the services; creates the database if there is none. */
    public DeskServices open() throws IOException {
        return DeskServices.open(serviceEnvironment());
    }

    /** Returns the format of times, in the zone of the user. */
    LocalTimeFormat times() {
        return new LocalTimeFormat(clock.getZone());
    }

    /** Returns whether the home folder has a database. */
    public boolean exists() {
        return DeskServices.exist(home());
    }

    /** Prints a result as one line of JSON. */
    void json(Object value) {
        out.println(StrictJson.MAPPER.writeValueAsString(value));
    }

    /** Returns the name of the user, for the audit log. */
    String actor() {
        return System.getProperty("user.name", "unknown");
    }

    /** Reports that a source or a channel has another name now. */
    void noteRename(String name, String renamed) {
        note("Renamed %s to %s".formatted(name, renamed));
        note(
                "A configuration file that names %s adds it again: rename it there, too"
                        .formatted(name));
    }

    /** Prints a note for the user, on one line, whatever names it contains. */
    void note(String text) {
        err.println(PrintableLine.indented(text));
    }
}
