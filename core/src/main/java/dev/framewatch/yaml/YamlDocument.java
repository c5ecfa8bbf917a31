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

/** Reads YAML 1.2 that a person wrote: fields at the top, no aliases. */
public final class YamlDocument {
    private YamlDocument() {}

    /**
     * A file's text.
     *
     * @param most bytes that are read
     * @throws IOException when it cannot be read, is larger, or is no UTF-8; the message names it
     */
    public static String text(Path file, long most) throws IOException {
        if (Files.size(file) > most) {
            throw new IOException(file + ": larger than any file of this kind");
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": not a text file in UTF-8", e);
        }
    }

    /**
     * The fields of a text.
     *
     * @param source what messages call the file
     * @return nothing where it is not YAML or holds no fields, which is noted
     */
    public static Optional<YamlFields> fields(String source, String text, YamlProblems problems) {
        LoadSettings settings =
                LoadSettings.builder().setLabel(source).setMaxAliasesForCollections(0).build();
        try {
            Node root = new Compose(settings).composeString(text).orElse(null);
            if (root instanceof MappingNode mapping) {
                return Optional.of(new YamlFields(problems, "", mapping));
            }
            problems.add(Optional.empty(), "file", "holds no fields such as 'name: value'");
        } catch (MarkedYamlEngineException e) {
            problems.add(e.getProblemMark(), "not YAML", String.valueOf(e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(Optional.empty(), "not YAML", String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }
}
