package dev.framewatch.desk.source.list;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.MediaUrl;
import dev.framewatch.desk.source.PageIdentity;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceSettings;
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
 * A text file of addresses, one a line. What follows a hash sign at the beginning of a line or
 * after a blank is a comment. The cursor is the file's SHA-256: while it is unchanged, nothing is
 * new.
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
        Set<String> known = new HashSet<>();
        int number = 0;
        for (String line : text(content).split("\\r\\n|\\r|\\n", -1)) {
            number++;
            String address = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (!address.isEmpty()) {
                try {
                    Post post = post(UrlParser.of(address), number);
                    if (known.add(post.key())) {
                        posts.add(post);
                    }
                } catch (AddressBlockedException e) {
                    notes.add("%s: line %d left out: %s".formatted(file, number, e.getMessage()));
                }
            }
        }
        return new Batch(posts, digest, limit(notes));
    }

    private byte[] read() throws SourceException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new SourceException(
                        "%s is larger than %d MB; divide it into several lists"
                                .formatted(file, MAX_BYTES >> 20));
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new SourceException("the list " + file + " is not there", e);
        } catch (IOException e) {
            throw new SourceException("the list %s cannot be read: %s".formatted(file, e), e);
        }
    }

    private String text(byte[] content) throws SourceException {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new SourceException("the list " + file + " is not a text file in UTF-8", e);
        }
    }

    private Post post(URI address, int line) {
        PageIdentity identity = PageIdentity.of(address);
        return new Post(
                identity.platform(),
                identity.id(),
                address,
                Post.Author.UNKNOWN,
                "",
                List.of(),
                null,
                Post.Counters.UNKNOWN,
                MediaUrl.of(address),
                StrictJson.MAPPER
                        .createObjectNode()
                        .put("address", address.toString())
                        .put("line", line)
                        .toString());
    }

    private static List<String> limit(List<String> notes) {
        if (notes.size() <= MAX_NOTES) {
            return notes;
        }
        List<String> first = new ArrayList<>(notes.subList(0, MAX_NOTES));
        first.add("... and %d more lines left out".formatted(notes.size() - MAX_NOTES));
        return first;
    }
}
