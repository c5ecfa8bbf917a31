package dev.framewatch.desk.source.folder;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.ytdlp.YtDlpPosts;
import dev.framewatch.desk.ytdlp.InfoJson;
import dev.framewatch.file.Sha256;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder that videos, and folders of stills, are dropped into. A Post is known by its content, so
 * that a file that was renamed, moved or copied is the same Post; one beside which yt-dlp wrote
 * what it is, is the Post of that platform. What changed in the last seconds, or since the folder
 * was last looked at while it was being written, waits for the next time.
 */
public final class FolderSource implements Source {
    private static final Duration SETTLE_TIME = Duration.ofSeconds(5);
    private static final int MAX_POSTS = 5000;
    private static final long MAX_SIDECAR_BYTES = 4 << 20;

    private final Path folder;
    private final Clock clock;

    public FolderSource(SourceSettings settings, SourceContext tools) {
        this.folder = Path.of(settings.place());
        this.clock = tools.clock();
    }

    @Override
    public Batch poll(String cursor) throws SourceException, InterruptedException {
        if (!Files.isDirectory(folder)) {
            throw new SourceException(
                    "the folder " + folder + " is not there; is its disk mounted?");
        }
        FolderCursor before = FolderCursor.parse(cursor);
        FolderListing dropped;
        try {
            dropped = FolderListing.list(folder);
        } catch (IOException e) {
            throw new SourceException("the folder %s cannot be read: %s".formatted(folder, e), e);
        }
        Poll look = new Poll(before, new ArrayList<>(dropped.notes()));
        for (FolderListing.Item item : dropped.items()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            look.add(item);
        }
        return look.batch();
    }

    /** One look at the folder. */
    private final class Poll {
        private final FolderCursor before;
        private final List<String> notes;
        private final List<Post> posts = new ArrayList<>();
        private final Set<String> keys = new HashSet<>();
        private final Set<Long> processed = new TreeSet<>();
        private final Map<String, String> waiting = new TreeMap<>();
        private int itemCount;

        Poll(FolderCursor before, List<String> notes) {
            this.before = before;
            this.notes = notes;
        }

        void add(FolderListing.Item item) {
            itemCount++;
            long mark = FolderCursor.mark(item.name(), item.state());
            if (before.processed().contains(mark)) {
                processed.add(mark);
            } else if (isBeingWritten(item)) {
                waiting.put(item.name(), item.state());
            } else if (posts.size() < MAX_POSTS) {
                try {
                    Post post = post(item);
                    if (keys.add(post.key())) {
                        posts.add(post);
                    }
                    processed.add(mark);
                } catch (IOException e) {
                    notes.add("%s cannot be read: %s".formatted(item.name(), e));
                }
            }
        }

        private boolean isBeingWritten(FolderListing.Item item) {
            String earlier = before.waiting().get(item.name());
            if (earlier != null) {
                return !earlier.equals(item.state());
            }
            return Duration.between(item.changed(), clock.instant()).compareTo(SETTLE_TIME) < 0;
        }

        Batch batch() {
            if (!waiting.isEmpty()) {
                notes.add("still being written: " + String.join(", ", waiting.keySet()));
            }
            if (posts.size() == MAX_POSTS) {
                notes.add("the first %d; the others come next time".formatted(MAX_POSTS));
            }
            FolderCursor after = new FolderCursor(processed, waiting, FolderCursor.digest(notes));
            return new Batch(
                    posts,
                    after.serialize(),
                    FolderCursor.newNotes(notes, before.reportedDigest()),
                    itemCount,
                    waiting.isEmpty() ? Duration.ZERO : SETTLE_TIME);
        }
    }

    private static Post post(FolderListing.Item item) throws IOException {
        PostMedia media = new PostMedia.OnDisk(item.path());
        String sidecar = sidecar(item);
        Optional<Post> told = sidecar.isEmpty() ? Optional.empty() : platformPost(sidecar, media);
        if (told.isPresent()) {
            return told.get();
        }
        return new Post(
                "file",
                contentHash(item.path()),
                null,
                Post.Author.UNKNOWN,
                item.name(),
                List.of(),
                null,
                Post.Counters.UNKNOWN,
                media,
                sidecar.isEmpty() ? fileMetadata(item) : sidecar);
    }

    /** What yt-dlp wrote beside a video makes it the post that it was. */
    private static Optional<Post> platformPost(String sidecar, PostMedia media) {
        try {
            InfoJson info = InfoJson.parse(sidecar);
            return info.hasPlatform() ? YtDlpPosts.of(info, media) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A file's SHA-256; of stills, that of their names and SHA-256s. */
    private static String contentHash(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Sha256.of(path);
        }
        StringBuilder list = new StringBuilder();
        try (Stream<Path> pictures = Files.list(path)) {
            for (Path picture : pictures.sorted().toList()) {
                list.append(Sha256.of(picture)).append("  ");
                list.append(picture.getFileName()).append('\n');
            }
        }
        return Sha256.of(list.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Empty where there is none that can be used. */
    private static String sidecar(FolderListing.Item item) throws IOException {
        Path file = item.sidecar();
        if (file == null || Files.size(file) > MAX_SIDECAR_BYTES) {
            return "";
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private static String fileMetadata(FolderListing.Item item) {
        return StrictJson.MAPPER
                .createObjectNode()
                .put("file", item.name())
                .put("changed", item.changed().toString())
                .toString();
    }
}
