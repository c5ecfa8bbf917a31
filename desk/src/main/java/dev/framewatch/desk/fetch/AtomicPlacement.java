package dev.framewatch.desk.fetch;

import dev.framewatch.desk.post.Post;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Moves fetched media to their final place: synced, named after their content, renamed. Idempotent.
 *
 * @param folder folder of the media
 */
record AtomicPlacement(Path folder) {
    /**
     * Metadata of fetched media; see {@link FetchedMedia}.
     *
     * @param sourceUrl URL they were fetched from; null for local media
     */
    record FetchDetails(@Nullable URI sourceUrl, @Nullable Post completedPost, String missing) {
        /** Returns the metadata of complete media without additional metadata of the post. */
        static FetchDetails complete(@Nullable URI from) {
            return new FetchDetails(from, null, "");
        }

        FetchedMedia fetched(Path path, String sha256, long bytes) {
            return new FetchedMedia(path, sha256, bytes, sourceUrl, completedPost, missing);
        }
    }

    /** A still in a sequence; the number of a missing still is skipped. */
    record Still(int number, Path file, String extension) {}

    /**
     * Places a file: a video, or an image, which becomes a video of one still.
     *
     * @param file a file in {@code staging}
     */
    FetchedMedia file(
            StagingFolder staging,
            Path file,
            String sha256,
            ContentType content,
            FetchDetails fetchDetails)
            throws IOException {
        return switch (content.kind()) {
            case VIDEO -> {
                StagingFolder.sync(file);
                Path place = folder.resolve(sha256 + content.extension());
                DurableFiles.publish(file, place);
                yield fetchDetails.fetched(place, sha256, Files.size(place));
            }
            case IMAGE ->
                    stills(staging, List.of(new Still(1, file, content.extension())), fetchDetails);
        };
    }

    /** Places a file after computing its digest. */
    FetchedMedia file(
            StagingFolder staging, Path file, ContentType content, FetchDetails fetchDetails)
            throws IOException {
        return file(staging, file, Sha256.of(file), content, fetchDetails);
    }

    /** Places stills in a folder of their own. */
    FetchedMedia stills(StagingFolder staging, List<Still> stills, FetchDetails fetchDetails)
            throws IOException {
        Path gathered = Files.createDirectory(staging.file("stills"));
        SortedMap<String, String> hashes = new TreeMap<>();
        long bytes = 0;
        for (Still still : stills) {
            StagingFolder.sync(still.file());
            String name = "%04d%s".formatted(still.number(), still.extension());
            Path file = gathered.resolve(name);
            DurableFiles.publish(still.file(), file);
            hashes.put(name, Sha256.of(file));
            bytes += Files.size(file);
        }
        String sha256 = Sha256.ofAll(hashes);
        Path place = folder.resolve(sha256 + ".stills");
        if (!Files.isDirectory(place)) {
            DurableFiles.publish(gathered, place);
        }
        return fetchDetails.fetched(place, sha256, bytes);
    }

    /** Copies a file and returns its SHA-256. */
    static String copy(Path from, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = Files.newOutputStream(to)) {
            return Sha256.copy(in, out);
        }
    }
}
