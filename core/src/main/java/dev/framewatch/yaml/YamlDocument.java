package dev.framewatch.yaml;

import dev.framewatch.file.BoundedFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads user-written YAML 1.2: a mapping at the top level, no aliases. */
public final class YamlDocument {
    /** Deeper than any file of Framewatch. */
    static final int MAX_DEPTH = 32;

    private YamlDocument() {}

    /**
     * Reads a text file.
     *
     * @param maxBytes maximum size in bytes
     * @throws IOException if the file is not readable, too large or not UTF-8; the message names
     *     the file
     */
    public static String text(Path file, long maxBytes) throws IOException {
        try {
            return BoundedFile.text(file, maxBytes);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": not UTF-8 text", e);
        }
    }

    /**
     * Parses a text into its top-level fields.
     *
     * @param source name of the file in messages
     * @return the fields; empty if the text is not YAML or not a mapping, which is added to the
     *     problems
     */
    public static Optional<YamlFields> fields(String source, String text, YamlProblems problems) {
        LoadSettings settings =
                LoadSettings.builder().setLabel(source).setMaxAliasesForCollections(0).build();
        try {
            checkDepth(settings, text);
            Node root = new Compose(settings).composeString(text).orElse(null);
            if (root instanceof MappingNode mapping) {
                return Optional.of(new YamlFields(problems, "", mapping));
            }
            problems.add(Optional.empty(), "file", "contains no fields such as 'name: value'");
        } catch (MarkedYamlEngineException e) {
            problems.add(e.getProblemMark(), "invalid YAML", String.valueOf(e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(Optional.empty(), "invalid YAML", String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /** The composer calls itself for every level. */
    private static void checkDepth(LoadSettings settings, String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                throw new ComposerException(
                        "nested more than %d levels deep".formatted(MAX_DEPTH),
                        event.getStartMark());
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }
}
