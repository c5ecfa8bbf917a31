package dev.framewatch.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects the problems found in a file, in the order of detection. */
public final class YamlProblems {
    private static final int MAX_SHOWN = 20;

    private final String source;
    private final List<String> problems = new ArrayList<>();

    /**
     * Creates an empty collection.
     *
     * @param source name of the file in messages
     */
    public YamlProblems(String source) {
        this.source = source;
    }

    /**
     * Adds a problem.
     *
     * @param mark position in the file, if known
     * @param field path of the field, such as {@code layers[2].dense}
     */
    public void add(Optional<Mark> mark, String field, String problem) {
        String line = mark.map(at -> "line " + (at.getLine() + 1) + ": ").orElse("");
        problems.add("%s: %s%s: %s".formatted(source, line, field, problem));
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** Returns one problem per line, with file, line number and field. */
    public String message() {
        List<String> shown =
                new ArrayList<>(problems.subList(0, Math.min(MAX_SHOWN, problems.size())));
        if (problems.size() > MAX_SHOWN) {
            shown.add("... and %d more".formatted(problems.size() - MAX_SHOWN));
        }
        return String.join("\n", shown);
    }
}
