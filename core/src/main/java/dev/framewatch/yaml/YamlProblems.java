package dev.framewatch.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** All that is wrong with a file, in the order in which it was found. */
public final class YamlProblems {
    private static final int MAX_SHOWN = 20;

    private final String source;
    private final List<String> found = new ArrayList<>();

    /**
     * @param source what messages call the file
     */
    public YamlProblems(String source) {
        this.source = source;
    }

    /**
     * @param mark where, if that is known
     * @param field what, as {@code layers[2].dense}
     */
    public void add(Optional<Mark> mark, String field, String problem) {
        String line = mark.map(at -> "line " + (at.getLine() + 1) + ": ").orElse("");
        found.add("%s: %s%s: %s".formatted(source, line, field, problem));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** One problem a line, with the file, the line and the field. */
    public String message() {
        List<String> shown = new ArrayList<>(found.subList(0, Math.min(MAX_SHOWN, found.size())));
        if (found.size() > MAX_SHOWN) {
            shown.add("... and %d more".formatted(found.size() - MAX_SHOWN));
        }
        return String.join("\n", shown);
    }
}
