package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Version;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.home.Home;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What every command of the desk needs: the services of the home folder, and where to print.
 *
 * @param directory the home folder, asked once the command line is read
 * @param out results
 * @param err notes for people
 * @param environment of the process
 * @param clock the present time
 */
public record DeskContext(
        Supplier<Path> directory,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Clock clock) {

    public DeskContext {
        environment = Map.copyOf(environment);
    }

    /** Returns the folders of the user. */
    Home home() {
        return Home.of(environment, Path.of(System.getProperty("user.home")))
                .withDirectory(directory.get());
    }

    /** Returns what the services work with. */
    DeskServices.Environment serviceEnvironment() {
        return new DeskServices.Environment(home(), clock, environment, Version.number());
    }

    /** Opens the services; the database is created where there is none. */
    DeskServices open() throws IOException {
        return DeskServices.open(serviceEnvironment());
    }

    /** Returns whether the home folder has a database. */
    boolean exists() {
        return DeskServices.exist(home());
    }

    /** Prints a result for programs, on one line. */
    void json(Object value) {
        out.println(StrictJson.MAPPER.writeValueAsString(value));
    }

    /** Returns who gives the command, for the audit log. */
    String actor() {
        return System.getProperty("user.name", "unknown");
    }

    /** Prints a note for people. */
    void note(String text) {
        err.println(text);
    }
}
