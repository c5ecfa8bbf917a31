package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.console.Console;
import dev.framewatch.home.Home;
import dev.framewatch.testing.Words;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line with a home folder of its own and the models of whoever runs the tests. */
final class Cli {
    private final Path home;
    private final Map<String, String> variables;

    Cli(Path home) {
        this(home, Map.of());
    }

    /** With variables of the environment in place of the usual ones. */
    Cli(Path home, Map<String, String> variables) {
        this.home = home;
        this.variables = Map.copyOf(variables);
    }

    /** A console that nobody sees. */
    static Console silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Console(nowhere, nowhere, false, false);
    }

    Path home() {
        return home;
    }

    /**
     * What a command did.
     *
     * @param status exit status
     * @param out standard output
     * @param err standard error
     */
    record Ran(int status, String out, String err) {
        /** Standard output as objects, one a line; fails when there is anything else. */
        List<JsonNode> json() {
            return out.lines().map(JsonMapper.shared()::readTree).toList();
        }

        /** The one sentence with which the command refused, and nothing else. */
        String refusal() {
            assertThat(status).as(err).isEqualTo(2);
            assertThat(out).isEmpty();
            return err.strip();
        }
    }

    /** Runs a command, given as {@link Words}. */
    Ran run(String command, Object... values) {
        return run(new ByteArrayOutputStream(), command, values);
    }

    /** Runs a command and writes its standard output to a stream. */
    Ran run(OutputStream out, String command, Object... values) {
        PrintStream results = out instanceof PrintStream print ? print : stream(out);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status =
                Main.run(
                        Words.of(command, values).toArray(String[]::new),
                        new Console(results, stream(err), false, false),
                        environment());
        return new Ran(status, out.toString(), err.toString(StandardCharsets.UTF_8));
    }

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("FRAMEWATCH_HOME", home.toString());
        environment.put("FRAMEWATCH_CACHE", cache().toString());
        environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
        environment.putAll(variables);
        return environment;
    }

    private static Path cache() {
        return Home.of(System.getenv(), Path.of(System.getProperty("user.home"))).cache();
    }

    private static PrintStream stream(OutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
