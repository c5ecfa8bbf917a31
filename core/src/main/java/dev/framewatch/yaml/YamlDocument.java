package dev.framewatch.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads user-written YAML 1.2: a mapping at the top level, no aliases. */
public final class YamlDocument {
    private YamlDocument() {}

    /**
     * Reads a text file.
     *
     * @param maxBytes maximum size in bytes
     * @throws IOException if the file is not readable, too large or not UTF-8; the message names
     *     the file
     */
    public static String text(Path file, long maxBytes) throws IOException {
        if (Files.size(file) > maxBytes) {
            throw new IOException(
                    "%s: file too large (more than %d bytes)".formatted(file, maxBytes));
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
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
}
