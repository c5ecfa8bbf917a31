package dev.framewatch.desk.command;

import dev.framewatch.json.StrictJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A post as described in a result file. A CSV line becomes an object of its columns.
 *
 * @param file the result file
 */
public record ResultRow(Path file, ObjectNode json) {
    /**
     * Returns all texts and numbers at a dotted path; a list on the path contributes each of its
     * entries. A column may have the whole path as its name, and may contain JSON.
     */
    public List<String> texts(String path) {
        List<String> texts = new ArrayList<>();
        collect(json, path, texts);
        return texts;
    }

    /** Returns the first non-blank text of {@link #texts}. */
    public Optional<String> text(String path) {
        return texts(path).stream().filter(text -> !text.isBlank()).findFirst();
    }

    private static void collect(JsonNode node, String path, List<String> texts) {
        switch (node) {
            case ObjectNode object -> descend(object, path, texts);
            case JsonNode list when list.isArray() ->
                    list.forEach(entry -> collect(entry, path, texts));
            case JsonNode text when text.isString() && looksLikeJson(text.stringValue()) ->
                    collectFromText(text.stringValue(), path, texts);
            default -> {
                if (path.isEmpty() && (node.isString() || node.isNumber())) {
                    texts.add(node.asString());
                }
            }
        }
    }

    private static void descend(ObjectNode object, String path, List<String> texts) {
        JsonNode value = object.get(path);
        if (value != null) {
            collect(value, "", texts);
            return;
        }
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            JsonNode child = object.get(path.substring(0, dot));
            if (child != null) {
                collect(child, path.substring(dot + 1), texts);
                return;
            }
        }
    }

    private static boolean looksLikeJson(String text) {
        return text.startsWith("[") || text.startsWith("{");
    }

    private static void collectFromText(String text, String path, List<String> texts) {
        try {
            collect(StrictJson.MAPPER.readTree(text), path, texts);
        } catch (JacksonException _) {
            if (path.isEmpty()) {
                texts.add(text);
            }
        }
    }

    /** Returns the file's name without its extension or without {@code .info.json}. */
    String fileName() {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        int end = lower.endsWith(".info.json") ? name.length() - 10 : name.lastIndexOf('.');
        return end <= 0 ? name : name.substring(0, end);
    }
}
