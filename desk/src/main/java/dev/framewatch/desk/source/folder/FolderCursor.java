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
 * State of a folder at the last poll, in eight bytes per returned file, so that 100,000 files fit
 * into about a megabyte.
 *
 * @param processed {@link #mark}s of files that need not be returned again
 * @param waiting states of files that were still being written, by path
 * @param reportedDigest SHA-256 of the reported notes, which are not repeated while they are
 *     unchanged
 */
record FolderCursor(Set<Long> processed, Map<String, String> waiting, String reportedDigest) {
    static FolderCursor parse(String text) {
        Set<Long> processed = new TreeSet<>();
        Map<String, String> waiting = new TreeMap<>();
        if (text.isEmpty()) {
            return new FolderCursor(processed, waiting, "");
        }
        try {
            JsonNode json = StrictJson.MAPPER.readTree(text);
            ByteBuffer marks =
                    ByteBuffer.wrap(Base64.getDecoder().decode(json.path("brought").asString("")));
            while (marks.remaining() >= Long.BYTES) {
                processed.add(marks.getLong());
            }
            json.path("waiting")
                    .properties()
                    .forEach(entry -> waiting.put(entry.getKey(), entry.getValue().asString("")));
            return new FolderCursor(processed, waiting, json.path("told").asString(""));
        } catch (JacksonException | IllegalArgumentException e) {
            return new FolderCursor(new TreeSet<>(), new TreeMap<>(), "");
        }
    }

    /** Returns a 64-bit hash of a file's path and state. */
    static long mark(String path, String state) {
        byte[] text = (path + "\n" + state).getBytes(StandardCharsets.UTF_8);
        return HexFormat.fromHexDigitsToLong(Sha256.of(text), 0, 16);
    }

    /** Returns the notes, or none if they are unchanged since the last poll. */
    static List<String> newNotes(List<String> notes, String reportedDigest) {
        return digest(notes).equals(reportedDigest) ? List.of() : new ArrayList<>(notes);
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
