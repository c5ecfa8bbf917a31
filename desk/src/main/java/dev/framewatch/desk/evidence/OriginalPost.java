package dev.framewatch.desk.evidence;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.store.StoredResponse;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What a source returned about a post, as files: the whole answer of the server byte for byte, if
 * there is one, and beside it the part about the post.
 *
 * @param asReceived file that is unchanged; null if there is none
 * @param asParsed file with the part about the post, taken from the other one; null if there is
 *     none
 * @param response the answer; null if there is none
 * @param files content by file name
 */
record OriginalPost(
        @Nullable String asReceived,
        @Nullable String asParsed,
        @Nullable StoredResponse response,
        SortedMap<String, byte[]> files) {
    private static final String METADATA = "post-as-received";
    private static final String RESPONSE = "response-as-received";
    private static final String ENTRY = "post-as-parsed";
    private static final String PAGE = "page-as-parsed";

    /** Returns the files of a post; one that came in an answer may have metadata of its page. */
    static OriginalPost of(Post post, @Nullable StoredResponse response) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        if (response == null) {
            return new OriginalPost(
                    put(files, METADATA, bytes(post.metadata())), null, null, files);
        }
        String asReceived = put(files, RESPONSE, response.body());
        String asParsed = put(files, ENTRY, bytes(response.entry()));
        if (!post.metadata().equals(response.entry())) {
            put(files, PAGE, bytes(post.metadata()));
        }
        return new OriginalPost(asReceived, asParsed, response, files);
    }

    void write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /** Adds a file unless it is blank, and returns its name. */
    private static @Nullable String put(
            SortedMap<String, byte[]> files, String name, byte[] content) {
        // Only ASCII shows the format; zeros are those of UTF-16.
        String text = new String(content, StandardCharsets.ISO_8859_1).replace("\0", "");
        if (text.isBlank()) {
            return null;
        }
        String start = text.replaceFirst("^[^!-~]+", "");
        boolean json = (start.startsWith("{") || start.startsWith("[")) && isJson(content);
        String file = name + (start.startsWith("<") ? ".xml" : json ? ".json" : ".txt");
        files.put(file, content);
        return file;
    }

    private static boolean isJson(byte[] content) {
        try {
            StrictJson.MAPPER.readTree(content);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
