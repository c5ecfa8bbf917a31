package dev.framewatch.bench.fuzz;

import dev.framewatch.cli.Main;
import dev.framewatch.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A command, run in this process as {@code main} does.
 *
 * @param status exit status
 * @param said both streams
 */
record CommandLineRun(int status, String said) {
    static CommandLineRun of(Path home, String... words) throws ReflectiveOperationException {
        ByteArrayOutputStream streams = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(streams, true, StandardCharsets.UTF_8);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("FRAMEWATCH_HOME", home.toString());
        Method run = Main.class.getDeclaredMethod("run", String[].class, Console.class, Map.class);
        run.setAccessible(true); // it is nobody else's business
        Object status =
                run.invoke(null, words, new Console(stream, stream, false, false), environment);
        return new CommandLineRun((int) status, streams.toString(StandardCharsets.UTF_8));
    }

    /** Returns the first line that says why it failed; empty if it did not. */
    String reason() {
        return said.lines()
                .filter(line -> line.startsWith("framewatch: "))
                .findFirst()
                .orElse(said.lines().findFirst().orElse(""));
    }

    /** Returns whether it ended in a way that nobody foresaw. */
    boolean isUnforeseen() {
        return status < 0
                || status > 2
                || said.contains("unexpected error")
                || said.contains("not enough memory")
                || said.contains("\tat ");
    }
}
