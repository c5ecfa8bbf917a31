package dev.framewatch.learn.dense;

import dev.framewatch.yaml.YamlDocument;
import dev.framewatch.yaml.YamlFields;
import dev.framewatch.yaml.YamlProblems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a network specification from YAML 1.2; reports all problems at once. */
final class NetworkSpecReader {
    private static final long MAX_BYTES = 1 << 20;
    private static final String CLASSES = "classes";
    private static final Set<String> ADAM = Set.of("beta_1", "beta_2");

    /** Fields that formerly had hyphens instead of underscores, which is still accepted. */
    private static final List<String> WITH_FORMER_NAMES =
            List.of("early_stopping", "best_epoch", "learning_rate", "beta_1", "beta_2");

    private static final Set<String> SGD = Set.of("momentum");

    private final YamlProblems problems;

    private NetworkSpecReader(YamlProblems problems) {
        this.problems = problems;
    }

    static NetworkSpec read(Path file) throws IOException {
        return read(file.toString(), YamlDocument.text(file, MAX_BYTES));
    }

    /**
     * Parses a specification.
     *
     * @param source name of the file in messages
     */
    static NetworkSpec read(String source, String text) throws InvalidNetworkSpecException {
        YamlProblems problems = new YamlProblems(source);
        Optional<NetworkSpec> shape =
                YamlDocument.fields(source, text, problems)
                        .map(new NetworkSpecReader(problems)::shape);
        if (shape.isEmpty() || !problems.isEmpty()) {
            throw new InvalidNetworkSpecException(problems.message());
        }
        return shape.get();
    }

    /**
     * Reads the fields. Invalid parts are replaced by placeholders, which are never returned, since
     * the problems are thrown.
     */
    private NetworkSpec shape(YamlFields fields) {
        WITH_FORMER_NAMES.forEach(field -> fields.alias(field, field.replace('_', '-')));
        List<Layer> layers = fields.sequence("layers").map(this::layers).orElse(List.of());
        fields.choice("loss", "cross-entropy", List.of("cross-entropy"));
        Optimizer optimizer = optimiser(fields);
        int epochs = fields.integer("epochs", 100, 1, NetworkSpec.MAX_EPOCHS);
        int batch = fields.integer("batch", 32, 1, NetworkSpec.MAX_BATCH);
        OptionalInt patience =
                fields.has("early_stopping")
                        ? OptionalInt.of(
                                fields.integer("early_stopping", 1, 1, NetworkSpec.MAX_EPOCHS))
                        : OptionalInt.empty();
        boolean bestEpoch =
                fields.choice("best_epoch", "false", List.of("true", "false")).equals("true");
        fields.rejectUnknown();
        return new NetworkSpec(layers, optimizer, epochs, batch, patience, bestEpoch);
    }

    private Optimizer optimiser(YamlFields fields) {
        String name = fields.choice("optimiser", "adam", List.of("adam", "sgd"));
        boolean adam = name.equals("adam");
        double rate = fields.number("learning_rate", adam ? 0.001 : 0.01, ParameterRange.RATE);
        fields.rejectAll(adam ? SGD : ADAM, "not a field of optimiser '%s'".formatted(name));
        return adam
                ? new Optimizer.Adam(
                        rate,
                        fields.number("beta_1", 0.9, ParameterRange.SHARE),
                        fields.number("beta_2", 0.999, ParameterRange.SHARE))
                : new Optimizer.Sgd(rate, fields.number("momentum", 0, ParameterRange.SHARE));
    }

    private List<Layer> layers(SequenceNode sequence) {
        List<Layer> layers = new ArrayList<>();
        List<Node> nodes = sequence.getValue();
        for (int i = 0; i < nodes.size(); i++) {
            String name = "layers[%d]".formatted(i + 1);
            boolean last = i == nodes.size() - 1;
            layer(name, nodes.get(i), i == 0, last).ifPresent(layers::add);
        }
        if (nodes.isEmpty()) {
            problems.add(sequence.getStartMark(), "layers", "contains no layers");
        }
        if (layers.size() > NetworkSpec.MAX_LAYERS) {
            problems.add(
                    sequence.getStartMark(),
                    "layers",
                    "%d layers, the maximum is %d"
                            .formatted(layers.size(), NetworkSpec.MAX_LAYERS));
            return List.of();
        }
        return layers;
    }

    /**
     * Returns the layer of an entry; empty for {@code flatten}, for the output layer, and if it is
     * invalid.
     */
    private Optional<Layer> layer(String name, Node node, boolean first, boolean last) {
        return switch (node) {
            case ScalarNode scalar when scalar.getValue().equals("flatten") -> {
                if (!first) {
                    problems.add(node.getStartMark(), name, "'flatten' can only come first");
                }
                requireClasses(name, node, last);
                yield Optional.empty();
            }
            case MappingNode mapping ->
                    layer(name, new YamlFields(problems, name + ".", mapping), last);
            default -> {
                problems.add(
                        node.getStartMark(),
                        name,
                        "a layer is 'flatten', 'dense: UNITS' or 'dropout: RATE'");
                yield Optional.empty();
            }
        };
    }

    private Optional<Layer> layer(String name, YamlFields fields, boolean last) {
        Optional<Layer> layer = Optional.empty();
        if (fields.has("dropout")) {
            layer =
                    Optional.of(
                            new Layer.Dropout(fields.number("dropout", 0, ParameterRange.SHARE)));
            requireClasses(name, fields.node(), last);
        } else if (fields.text("dense").equals(CLASSES)) {
            fields.choice("activation", "softmax", List.of("softmax"));
            if (!last) {
                problems.add(
                        fields.node().getStartMark(), name, "'dense: classes' can only come last");
            }
        } else if (fields.has("dense")) {
            layer = Optional.of(dense(fields));
            requireClasses(name, fields.node(), last);
        } else {
            problems.add(
                    fields.node().getStartMark(),
                    name,
                    "must contain 'dense: UNITS' or 'dropout: RATE'");
        }
        fields.rejectUnknown();
        return layer;
    }

    private static Layer dense(YamlFields fields) {
        int units = fields.integer("dense", 1, 1, Layer.Dense.MAX_UNITS);
        List<String> names = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            names.add(activation.name().toLowerCase(Locale.ROOT));
        }
        String activation = fields.choice("activation", "linear", names);
        return new Layer.Dense(units, Activation.valueOf(activation.toUpperCase(Locale.ROOT)));
    }

    private void requireClasses(String name, Node node, boolean last) {
        if (last) {
            problems.add(
                    node.getStartMark(),
                    name,
                    "the last layer must be 'dense: classes' with 'activation: softmax'");
        }
    }
}
