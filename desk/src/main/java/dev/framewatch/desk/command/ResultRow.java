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
 * What a result file says of one post. A line of CSV is an object of its columns.
 *
 * @param file it stands in
 */
public record ResultRow(Path file, ObjectNode json) {
    /**
     * All texts and numbers at a dotted path; where it leads through lists, those of each entry. A
     * column may be called by the whole path, and hold JSON.
     */
    public List<String> texts(String path) {
        List<String> found = new ArrayList<>();
        collect(json, path, found);
        return found;
    }

    /** The first of {@link #texts} that is not blank. */
    public Optional<String> text(String path) {
        return texts(path).stream().filter(text -> !text.isBlank()).findFirst();
    }

    private static void collect(JsonNode node, String path, List<String> found) {
        switch (node) {
            case ObjectNode object -> descend(object, path, found);
            case JsonNode list when list.isArray() ->
                    list.forEach(entry -> collect(entry, path, found));
            case JsonNode text when text.isString() && looksLikeJson(text.stringValue()) ->
                    collectFromText(text.stringValue(), path, found);
            default -> {
                if (path.isEmpty() && (node.isString() || node.isNumber())) {
                    found.add(node.asString());
                }
            }
        }
    }

    private static void descend(ObjectNode object, String path, List<String> found) {
        JsonNode whole = object.get(path);
        if (whole != null) {
            collect(whole, "", found);
            return;
        }
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            JsonNode part = object.get(path.substring(0, dot));
            if (part != null) {
                collect(part, path.substring(dot + 1), found);
                return;
            }
        }
    }

    private static boolean looksLikeJson(String text) {
        return text.startsWith("[") || text.startsWith("{");
    }

    private static void collectFromText(String text, String path, List<String> found) {
        try {
            collect(StrictJson.MAPPER.readTree(text), path, found);
        } catch (JacksonException _) {
            if (path.isEmpty()) {
                found.add(text);
            }
        }
    }

    /** The file's name without its ending, or without {@code .info.json}. */
    String fileName() {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        int end = lower.endsWith(".info.json") ? name.length() - 10 : name.lastIndexOf('.');
        return end <= 0 ? name : name.substring(0, end);
    }
}
