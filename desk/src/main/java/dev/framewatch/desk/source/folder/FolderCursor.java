package dev.framewatch.desk.source.folder;

import dev.framewatch.file.Sha256;
import dev.framewatch.json.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a folder held when it was last looked at: eight bytes for each file that was brought, so
 * that a hundred thousand files fit into a megabyte.
 *
 * @param processed {@link #mark}s of what need not be brought again
 * @param waiting path and state of what was still being written
 * @param reportedDigest SHA-256 of the notes that were told, which are not told again while they
 *     stay the same
 */
record FolderCursor(Set<Long> processed, Map<String, String> waiting, String reportedDigest) {
    static FolderCursor parse(String text) {
        Set<Long> brought = new TreeSet<>();
        Map<String, String> waiting = new TreeMap<>();
        if (text.isEmpty()) {
            return new FolderCursor(brought, waiting, "");
        }
        try {
            JsonNode json = StrictJson.MAPPER.readTree(text);
            ByteBuffer marks =
                    ByteBuffer.wrap(Base64.getDecoder().decode(json.path("brought").asString("")));
            while (marks.remaining() >= Long.BYTES) {
                brought.add(marks.getLong());
            }
            json.path("waiting")
                    .properties()
                    .forEach(entry -> waiting.put(entry.getKey(), entry.getValue().asString("")));
            return new FolderCursor(brought, waiting, json.path("told").asString(""));
        } catch (JacksonException | IllegalArgumentException e) {
            return new FolderCursor(new TreeSet<>(), new TreeMap<>(), "");
        }
    }

    /** What stands for a file in one state. */
    static long mark(String path, String state) {
        byte[] text = (path + "\n" + state).getBytes(StandardCharsets.UTF_8);
        return HexFormat.fromHexDigitsToLong(Sha256.of(text), 0, 16);
    }

    /** The notes, unless they are those of the last time. */
    static List<String> newNotes(List<String> notes, String told) {
        return digest(notes).equals(told) ? List.of() : new ArrayList<>(notes);
    }

    static String digest(List<String> notes) {
        return Sha256.of(String.join("\n", notes).getBytes(StandardCharsets.UTF_8));
    }

    String serialize() {
        ByteBuffer marks = ByteBuffer.allocate(processed.size() * Long.BYTES);
        processed.forEach(marks::putLong);
        ObjectNode json =
                StrictJson.MAPPER
                        .createObjectNode()
                        .put("brought", Base64.getEncoder().encodeToString(marks.array()))
                        .put("told", reportedDigest);
        ObjectNode writing = json.putObject("waiting");
        waiting.forEach(writing::put);
        return json.toString();
    }
}
