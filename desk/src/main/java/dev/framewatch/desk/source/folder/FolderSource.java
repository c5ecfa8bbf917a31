package dev.framewatch.desk.source.folder;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.ytdlp.YtDlpPosts;
import dev.framewatch.desk.ytdlp.InfoJson;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.file.Sha256;
import dev.framewatch.json.StrictJson;
import dev.framewatch.video.ImageSequence;
import dev.framewatch.video.MediaListing.LeftOut;
import dev.framewatch.video.UnreadableVideoException;
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

/**
 * A folder that videos, images and image folders are dropped into. Posts are identified by their
 * content, so that a renamed, moved or copied file remains the same post; a video with a sidecar
 * file of yt-dlp is the post of its platform. Files that changed within the last 5 s, or that are
 * still changing since the last poll, are deferred to the next one.
 */
public final class FolderSource implements Source {
    private static final Duration SETTLE_TIME = Duration.ofSeconds(5);
    private static final int MAX_POSTS = 5000;
    private static final long MAX_SIDECAR_BYTES = 4 << 20;

    private final Path folder;
    private final Clock clock;

    public FolderSource(SourceSettings settings, SourceContext context) {
        this.folder = Path.of(settings.place());
        this.clock = context.clock();
    }

    @Override
    public Batch poll(String cursor) throws SourceException, InterruptedException {
        if (!Files.isDirectory(folder)) {
            throw new SourceException("folder " + folder + " does not exist; is its disk mounted?");
        }
        FolderCursor previous = FolderCursor.parse(cursor);
        FolderListing listing;
        try {
            listing = FolderListing.list(folder);
        } catch (IOException e) {
            throw new SourceException("cannot read folder %s: %s".formatted(folder, e), e);
        }
        Poll poll = new Poll(previous, listing.leftOut());
        for (FolderListing.Item item : listing.items()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            poll.add(item);
        }
        return poll.batch();
    }

    /** One poll of the folder. */
    private final class Poll {
        private final FolderCursor previous;
        private final List<String> notes = new ArrayList<>();
        private final List<LeftOut> leftOut;
        private final List<Post> posts = new ArrayList<>();
        private final Set<String> keys = new HashSet<>();
        private final Set<Long> processed = new TreeSet<>();
        private final Map<String, String> waiting = new TreeMap<>();
        private int itemCount;

        Poll(FolderCursor previous, List<LeftOut> leftOut) {
            this.previous = previous;
            this.leftOut = new ArrayList<>(leftOut);
        }

        void add(FolderListing.Item item) {
            itemCount++;
            long mark = FolderCursor.mark(item.name(), item.state());
            if (previous.processed().contains(mark)) {
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
                    leftOut.add(new LeftOut(Path.of(item.name()), LeftOut.reason(e)));
                }
            }
        }

        private boolean isBeingWritten(FolderListing.Item item) {
            String earlier = previous.waiting().get(item.name());
            if (earlier != null) {
                return !earlier.equals(item.state());
            }
            return Duration.between(item.changed(), clock.instant()).compareTo(SETTLE_TIME) < 0;
        }

        Batch batch() {
            String summary = leftOut.isEmpty() ? "" : LeftOut.summary(leftOut);
            if (!summary.isEmpty()) {
                notes.add(summary);
            }
            if (!waiting.isEmpty()) {
                notes.add("still being written: " + String.join(", ", waiting.keySet()));
            }
            if (posts.size() == MAX_POSTS) {
                notes.add(
                        "only the first %d files were returned; the rest follow in the next poll"
                                .formatted(MAX_POSTS));
            }
            FolderCursor next = new FolderCursor(processed, waiting, FolderCursor.digest(notes));
            return new Batch(
                    posts,
                    next.serialize(),
                    FolderCursor.newNotes(notes, previous.reportedDigest()),
                    itemCount,
                    waiting.isEmpty() ? Duration.ZERO : SETTLE_TIME,
                    summary);
        }
    }

    private static Post post(FolderListing.Item item) throws IOException {
        PostMedia media = new PostMedia.OnDisk(item.path());
        String sidecar = sidecar(item);
        Optional<Post> platformPost =
                sidecar.isEmpty() ? Optional.empty() : platformPost(sidecar, media);
        if (platformPost.isPresent()) {
            return platformPost.get();
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

    /** Returns the platform's post that a sidecar file of yt-dlp describes. */
    private static Optional<Post> platformPost(String sidecar, PostMedia media) {
        try {
            InfoJson info = InfoJson.parse(sidecar);
            return info.hasPlatform() ? YtDlpPosts.of(info, media) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the SHA-256 of a file; for an image folder, of the list of SHA-256s and names. */
    private static String contentHash(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Sha256.of(path);
        }
        StringBuilder list = new StringBuilder();
        try {
            for (Path image : ImageSequence.listImages(path).stream().sorted().toList()) {
                list.append(Sha256.of(image)).append("  ");
                list.append(image.getFileName()).append('\n');
            }
        } catch (UnreadableVideoException e) {
            throw new IOException(e.getMessage(), e);
        }
        return Sha256.of(list.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the text of the sidecar file; empty if there is none or it is unusable. */
    private static String sidecar(FolderListing.Item item) throws IOException {
        Path file = item.sidecar();
        if (file == null || Files.size(file) > MAX_SIDECAR_BYTES) {
            return "";
        }
        try {
            return BoundedFile.text(file, MAX_SIDECAR_BYTES);
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
