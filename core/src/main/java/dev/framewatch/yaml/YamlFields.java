package dev.framewatch.yaml;

import java.util.ArrayList;
import java.util.Collection;
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
 * The fields of one YAML mapping. What is wrong with one is noted, and its default stands in for it
 * so that the others can be looked at as well.
 */
public final class YamlFields {
    private final YamlProblems problems;
    private final String prefix;
    private final MappingNode node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> names = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    /**
     * @param prefix what comes before a field's name in messages
     */
    public YamlFields(YamlProblems problems, String prefix, MappingNode node) {
        this.problems = problems;
        this.prefix = prefix;
        this.node = node;
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name) {
                if (values.putIfAbsent(name.getValue(), tuple.getValueNode()) != null) {
                    problem(name, name.getValue(), "is there twice");
                }
                names.putIfAbsent(name.getValue(), name);
            } else {
                problem(tuple.getKeyNode(), "field", "a field's name must be plain text");
            }
        }
    }

    /** The mapping itself, which knows its line. */
    public Node node() {
        return node;
    }

    /** Whether a field is there, whatever it holds. */
    public boolean has(String field) {
        known.add(field);
        return values.containsKey(field);
    }

    /** A field's text, or nothing where it is absent or no text. */
    public String text(String field) {
        return has(field) && values.get(field) instanceof ScalarNode scalar
                ? scalar.getValue()
                : "";
    }

    /** A whole number within bounds that belong to them. */
    public int whole(String field, int otherwise, int least, int most) {
        if (!has(field)) {
            return otherwise;
        }
        String text = text(field);
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of bounds
        }
        problem(
                field,
                "a whole number from %d to %d is needed, %s".formatted(least, most, found(field)));
        return otherwise;
    }

    /** A number within bounds. */
    public double number(String field, double otherwise, NumberRange bounds) {
        if (!has(field)) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text(field));
            if (bounds.hold(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of bounds
        }
        problem(field, "a number %s is needed, %s".formatted(bounds, found(field)));
        return otherwise;
    }

    /** One of a few words. */
    public String choice(String field, String otherwise, List<String> choices) {
        if (!has(field)) {
            return otherwise;
        }
        String text = text(field);
        if (choices.contains(text)) {
            return text;
        }
        problem(field, "must be %s, %s".formatted(String.join(" or ", choices), found(field)));
        return otherwise;
    }

    /**
     * Fields within a field; nothing where it is absent, or holds something else, which is noted.
     */
    public Optional<YamlFields> fields(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        if (values.get(field) instanceof MappingNode mapping) {
            return Optional.of(new YamlFields(problems, prefix + field + ".", mapping));
        }
        problem(field, "fields of its own are needed, each on a line that is indented");
        return Optional.empty();
    }

    /** A list of texts; one text alone is a list of one, and an absent field an empty one. */
    public List<String> texts(String field) {
        if (!has(field)) {
            return List.of();
        }
        Node value = values.get(field);
        if (value instanceof ScalarNode scalar) {
            return List.of(scalar.getValue());
        }
        if (!(value instanceof SequenceNode sequence)) {
            problem(field, "a list is needed, each entry on a line that starts with '-'");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Node entry : sequence.getValue()) {
            if (entry instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                problem(entry, field, "each entry must be plain text");
            }
        }
        return texts;
    }

    /** Every field's name, in the order of the file; they all count as known. */
    public List<String> names() {
        known.addAll(values.keySet());
        return List.copyOf(values.keySet());
    }

    /** Notes that a field is wrong, for a reason that only its reader knows. */
    public void wrong(String field, String why) {
        problem(field, why);
    }

    /** A list that has to be there. */
    public Optional<SequenceNode> sequence(String field) {
        if (!has(field)) {
            problem(node, field, "is missing");
        } else if (values.get(field) instanceof SequenceNode sequence) {
            return Optional.of(sequence);
        } else {
            problem(field, "a list is needed, each entry on a line that starts with '-'");
        }
        return Optional.empty();
    }

    /** Notes fields that make no sense beside another one. */
    public void refuse(Collection<String> fields, String why) {
        for (String field : fields) {
            if (values.containsKey(field)) {
                known.add(field);
                problem(field, why);
            }
        }
    }

    /** Notes every field that nobody asked for. */
    public void refuseOthers() {
        for (String field : values.keySet()) {
            if (!known.contains(field)) {
                problem(
                        names.getOrDefault(field, node),
                        field,
                        "there is no such field; there are " + String.join(", ", known));
            }
        }
    }

    private String found(String field) {
        return values.get(field) instanceof ScalarNode scalar
                ? "not '%s'".formatted(scalar.getValue())
                : "not a list or fields";
    }

    private void problem(String field, String problem) {
        problem(values.getOrDefault(field, node), field, problem);
    }

    private void problem(Node at, String field, String problem) {
        problems.add(at.getStartMark(), prefix + field, problem);
    }
}
