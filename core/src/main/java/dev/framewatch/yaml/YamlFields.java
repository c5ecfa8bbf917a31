package dev.framewatch.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Validating accessor for the fields of a YAML mapping. An invalid value is added to the problems
 * and replaced by its default, so that all problems are reported at once.
 */
public final class YamlFields {
    private final YamlProblems problems;
    private final String prefix;
    private final MappingNode node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> names = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();
    private final Map<String, String> aliasesUsed = new HashMap<>();

    /**
     * Indexes the fields of a mapping; reports duplicate and non-text names.
     *
     * @param prefix prefix of field names in messages
     */
    public YamlFields(YamlProblems problems, String prefix, MappingNode node) {
        this.problems = problems;
        this.prefix = prefix;
        this.node = node;
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name) {
                if (values.putIfAbsent(name.getValue(), tuple.getValueNode()) != null) {
                    problem(name, name.getValue(), "duplicate field");
                }
                names.putIfAbsent(name.getValue(), name);
            } else {
                problem(tuple.getKeyNode(), "field", "field names must be plain text");
            }
        }
    }

    /**
     * Accepts an alias, such as a field's former name. Messages contain the name that the file
     * uses; using both is a problem. Call this before the field is read.
     */
    public void alias(String field, String alias) {
        Node value = values.get(alias);
        if (value == null) {
            return;
        }
        if (values.containsKey(field)) {
            problem(alias, "the same as '%s': use only one of them".formatted(field));
            known.add(alias);
            return;
        }
        values.remove(alias);
        values.put(field, value);
        names.put(field, names.getOrDefault(alias, node));
        aliasesUsed.put(field, alias);
    }

    /** Returns the underlying node, which carries the line number. */
    public Node node() {
        return node;
    }

    /** Returns whether a field is present, whatever its value; marks its name as known. */
    public boolean has(String field) {
        known.add(field);
        return values.containsKey(field);
    }

    /** Returns a field's text; empty if the field is absent or not a scalar. */
    public String text(String field) {
        return has(field) && values.get(field) instanceof ScalarNode scalar
                ? scalar.getValue()
                : "";
    }

    /** Returns an integer field; both bounds are inclusive. */
    public int integer(String field, int defaultValue, int min, int max) {
        if (!has(field)) {
            return defaultValue;
        }
        String text = text(field);
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number out of range
        }
        problem(
                field,
                "must be an integer from %d to %d, %s".formatted(min, max, actualValue(field)));
        return defaultValue;
    }

    /** Returns a numeric field within a range. */
    public double number(String field, double defaultValue, NumberRange bounds) {
        if (!has(field)) {
            return defaultValue;
        }
        try {
            double value = Double.parseDouble(text(field));
            if (bounds.contains(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number out of range
        }
        problem(field, "must be a number %s, %s".formatted(bounds, actualValue(field)));
        return defaultValue;
    }

    /** Returns a field that must have one of the given values. */
    public String choice(String field, String defaultValue, List<String> choices) {
        if (!has(field)) {
            return defaultValue;
        }
        String text = text(field);
        if (choices.contains(text)) {
            return text;
        }
        problem(
                field,
                "must be %s, %s".formatted(String.join(" or ", choices), actualValue(field)));
        return defaultValue;
    }

    /**
     * Returns a nested mapping; empty if it is absent or, after reporting a problem, not a mapping.
     */
    public Optional<YamlFields> fields(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        if (values.get(field) instanceof MappingNode mapping) {
            return Optional.of(new YamlFields(problems, prefix + field + ".", mapping));
        }
        problem(field, "must have nested fields, each on an indented line");
        return Optional.empty();
    }

    /** Returns a list of texts; a single text is a list of one, an absent field an empty list. */
    public List<String> texts(String field) {
        if (!has(field)) {
            return List.of();
        }
        Node value = values.get(field);
        if (value instanceof ScalarNode scalar) {
            return List.of(scalar.getValue());
        }
        if (!(value instanceof SequenceNode sequence)) {
            problem(field, "must be a list, with each entry on a line that starts with '-'");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Node entry : sequence.getValue()) {
            if (entry instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                problem(entry, field, "entries must be plain text");
            }
        }
        return texts;
    }

    /** Returns all field names in file order, and marks them as known. */
    public List<String> names() {
        known.addAll(values.keySet());
        return List.copyOf(values.keySet());
    }

    /** Reports a field as invalid, for a reason known only to the caller. */
    public void reject(String field, String why) {
        problem(field, why);
    }

    /** Returns a required list; empty after reporting a problem if it is absent or not a list. */
    public Optional<SequenceNode> sequence(String field) {
        if (!has(field)) {
            problem(node, field, "is missing");
        } else if (values.get(field) instanceof SequenceNode sequence) {
            return Optional.of(sequence);
        } else {
            problem(field, "must be a list, with each entry on a line that starts with '-'");
        }
        return Optional.empty();
    }

    /** Reports fields that are not allowed in combination with another one. */
    public void rejectAll(Collection<String> fields, String why) {
        for (String field : fields) {
            if (values.containsKey(field)) {
                known.add(field);
                problem(field, why);
            }
        }
    }

    /** Reports every field that is not known. */
    public void rejectUnknown() {
        for (String field : values.keySet()) {
            if (!known.contains(field)) {
                problem(
                        names.getOrDefault(field, node),
                        field,
                        "unknown field; valid fields are " + String.join(", ", known));
            }
        }
    }

    private String actualValue(String field) {
        return values.get(field) instanceof ScalarNode scalar
                ? "not '%s'".formatted(scalar.getValue())
                : "not a list or a mapping";
    }

    private void problem(String field, String problem) {
        problem(values.getOrDefault(field, node), field, problem);
    }

    private void problem(Node at, String field, String problem) {
        String name = aliasesUsed.getOrDefault(field, field);
        problems.add(at.getStartMark(), prefix + name, problem);
    }
}
