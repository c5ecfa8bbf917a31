package dev.framewatch.desk.source.list;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.MediaUrl;
import dev.framewatch.desk.source.PageIdentity;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.file.Sha256;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A text file with one URL per line. A hash sign at the beginning of a line or after a blank starts
 * a comment. The cursor is the SHA-256 of the file, which detects changes.
 */
public final class UrlListSource implements Source {
    private static final long MAX_BYTES = 10L << 20;
    private static final int MAX_NOTES = 100;

    private final Path file;

    public UrlListSource(SourceSettings settings) {
        this.file = Path.of(settings.place());
    }

    @Override
    public Batch poll(String cursor) throws SourceException {
        byte[] content = read();
        String digest = Sha256.of(content);
        if (digest.equals(cursor)) {
            return Batch.unchanged(cursor);
        }
        List<Post> posts = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        int number = 0;
        for (String line : text(content).split("\\r\\n|\\r|\\n", -1)) {
            number++;
            String url = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (!url.isEmpty()) {
                try {
                    Post post = post(UrlParser.of(url), number);
                    if (keys.add(post.key())) {
                        posts.add(post);
                    }
                } catch (AddressBlockedException e) {
                    notes.add("%s: line %d skipped: %s".formatted(file, number, e.getMessage()));
                }
            }
        }
        return new Batch(posts, digest, limit(notes));
    }

    private byte[] read() throws SourceException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new SourceException(
                        "%s is larger than %d MB; split it into several lists"
                                .formatted(file, MAX_BYTES >> 20));
            }
            return BoundedFile.bytes(file, MAX_BYTES);
        } catch (NoSuchFileException e) {
            throw new SourceException("list " + file + " does not exist", e);
        } catch (IOException e) {
            throw new SourceException("cannot read list %s: %s".formatted(file, e), e);
        }
    }

    private String text(byte[] content) throws SourceException {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new SourceException("list " + file + " is not a UTF-8 text file", e);
        }
    }

    private Post post(URI url, int line) {
        PageIdentity identity = PageIdentity.of(url);
        return new Post(
                identity.platform(),
                identity.id(),
                url,
                Post.Author.UNKNOWN,
                "",
                List.of(),
                null,
                Post.Counters.UNKNOWN,
                MediaUrl.of(url),
                StrictJson.MAPPER
                        .createObjectNode()
                        .put("address", url.toString())
                        .put("line", line)
                        .toString());
    }

    private static List<String> limit(List<String> notes) {
        if (notes.size() <= MAX_NOTES) {
            return notes;
        }
        List<String> first = new ArrayList<>(notes.subList(0, MAX_NOTES));
        first.add("... and %d more skipped lines".formatted(notes.size() - MAX_NOTES));
        return first;
    }
}
