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
 * A program to be run: its words as they are, without a shell that would read meaning into them,
 * and an environment in which nothing is but what it needs.
 *
 * @param command the program and its arguments, at least one
 * @param folder where it runs and may write
 * @param environment all there is of it
 */
public record Program(List<String> command, Path folder, Map<String, String> environment) {
    /** What programs cannot do without: where others lie, how text is coded, what time it is. */
    private static final List<String> INHERITED_VARIABLES =
            List.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SYSTEMROOT");

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty() || command.getFirst().isBlank()) {
            throw new IllegalArgumentException("there is no program to run");
        }
    }

    /**
     * An environment with nothing but what programs cannot do without. The folder is home and the
     * place for temporary files, so that nothing is read from or left in the user's own.
     */
    public static Map<String, String> minimalEnvironment(Map<String, String> ours, Path folder) {
        Map<String, String> bare = new HashMap<>();
        for (String name : INHERITED_VARIABLES) {
            String value = ours.get(name);
            if (value != null) {
                bare.put(name, value);
            }
        }
        bare.put("HOME", folder.toString());
        bare.put("TMPDIR", folder.toString());
        return bare;
    }

    /**
     * Runs it to its end.
     *
     * @throws IOException when it cannot be started
     * @throws InterruptedException when the calling thread was told to stop; it has been stopped,
     *     with all that it started
     */
    public ProcessResult run(ProcessLimits limits) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(new ArrayList<>(command))
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(NULL_DEVICE));
        builder.environment().clear();
        builder.environment().putAll(environment);
        String mark = UUID.randomUUID().toString();
        builder.environment().put(ProcessTree.MARKER_VARIABLE, mark);
        try (SupervisedProcess running =
                new SupervisedProcess(builder.start(), mark, folder, limits)) {
            return running.await();
        }
    }

    private static final File NULL_DEVICE =
            new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
}
