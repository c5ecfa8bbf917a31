package dev.framewatch.desk.feed;

import dev.framewatch.desk.http.AddressRefused;
import dev.framewatch.desk.http.WebAddress;
import dev.framewatch.file.Sha256;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * A text file of addresses, one a line. What follows a hash sign at the beginning of a line or
 * after a blank is a comment. The cursor is the file's SHA-256: while it is unchanged, nothing is
 * new.
 */
final class AddressList implements Source {
    private static final long MOST_BYTES = 10L << 20;
    private static final int MOST_NOTES = 100;

    private final Path file;

    AddressList(SourceSettings settings) {
        this.file = Path.of(settings.place());
    }

    @Override
    public Batch poll(String cursor) throws SourceFailed {
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
                    Post post = post(WebAddress.of(address), number);
                    if (known.add(post.key())) {
                        posts.add(post);
                    }
                } catch (AddressRefused e) {
                    notes.add("%s: line %d left out: %s".formatted(file, number, e.getMessage()));
                }
            }
        }
        return new Batch(posts, digest, shortened(notes));
    }

    private byte[] read() throws SourceFailed {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new SourceFailed(
                        "%s is larger than %d MB; divide it into several lists"
                                .formatted(file, MOST_BYTES >> 20));
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new SourceFailed("the list " + file + " is not there", e);
        } catch (IOException e) {
            throw new SourceFailed("the list %s cannot be read: %s".formatted(file, e), e);
        }
    }

    private String text(byte[] content) throws SourceFailed {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new SourceFailed("the list " + file + " is not a text file in UTF-8", e);
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
                MediaAddress.of(address),
                JsonMapper.shared()
                        .createObjectNode()
                        .put("address", address.toString())
                        .put("line", line)
                        .toString());
    }

    private static List<String> shortened(List<String> notes) {
        if (notes.size() <= MOST_NOTES) {
            return notes;
        }
        List<String> first = new ArrayList<>(notes.subList(0, MOST_NOTES));
        first.add("... and %d more lines left out".formatted(notes.size() - MOST_NOTES));
        return first;
    }
}
