package dev.framewatch.desk.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A program invocation: arguments are passed verbatim, without a shell, in a minimal environment.
 *
 * @param command the program and its arguments, at least one
 * @param folder working directory, which it may write to
 * @param environment the complete environment
 */
public record Program(List<String> command, Path folder, Map<String, String> environment) {
    /** Variables that every program needs: search path, time zone. */
    private static final List<String> INHERITED_VARIABLES = List.of("PATH", "TZ", "SYSTEMROOT");

    /** What a program reads and writes is read here as UTF-8, whatever the user's locale. */
    private static final String LOCALE = "C.UTF-8";

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty() || command.getFirst().isBlank()) {
            throw new IllegalArgumentException("the command line is empty");
        }
    }

    /**
     * Returns a minimal environment, with UTF-8 as the encoding. {@code HOME} and {@code TMPDIR}
     * are the folder, so that nothing is read from or left in the user's own.
     *
     * @param parent the environment of this process
     */
    public static Map<String, String> minimalEnvironment(Map<String, String> parent, Path folder) {
        Map<String, String> minimal = new HashMap<>();
        for (String name : INHERITED_VARIABLES) {
            String value = parent.get(name);
            if (value != null) {
                minimal.put(name, value);
            }
        }
        minimal.put("LC_ALL", LOCALE);
        minimal.put("HOME", folder.toString());
        minimal.put("TMPDIR", folder.toString());
        return minimal;
    }

    /**
     * Runs the program and waits for it to end.
     *
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the calling thread is interrupted; the process and all its
     *     descendants have been killed
     */
    public ProcessResult run(ProcessLimits limits) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(new ArrayList<>(command))
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(NULL_DEVICE));
        builder.environment().clear();
        builder.environment().putAll(environment);
        String marker = UUID.randomUUID().toString();
        builder.environment().put(ProcessTree.MARKER_VARIABLE, marker);
        try (SupervisedProcess running =
                new SupervisedProcess(ChildStarter.start(builder), marker, folder, limits)) {
            return running.await();
        }
    }

    private static final File NULL_DEVICE =
            new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
}
