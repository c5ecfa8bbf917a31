package dev.framewatch.learn.features;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.Sha256;
import dev.framewatch.targets.ModelRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Caches the scene features of one backbone on disk: one file per image, identified by the image's
 * content. Faces are never stored, because images also show people who are not targets. If the
 * folder cannot be read or written, the features are computed. Safe for use by several threads and
 * processes.
 */
public final class FeatureCache {
    /** Enough for 40,000 images with the largest backbone, VGG16. */
    public static final long MAX_BYTES = 4L << 30;

    /** To be increased whenever the features of the same image and backbone change. */
    private static final int VERSION = 1;

    private static final String ENDING = ".features";

    private final Path root;
    private final Path folder;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong(-1);

    /**
     * @param folder the cache folder of all backbones
     * @param backbone the model that extracts the features
     * @param mostBytes the size limit for all backbones together; the least recently used files are
     *     evicted
     */
    public FeatureCache(Path folder, ModelRef backbone, long mostBytes) {
        String identity = VERSION + "\n" + backbone.sha256() + "\n" + backbone.input();
        String key = Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
        this.root = folder;
        this.folder = root.resolve(key);
        this.mostBytes = mostBytes;
    }

    /**
     * Returns the features of an image, from the cache if present; else computes and stores them.
     *
     * @param content SHA-256 of the image
     * @param compute extracts the features
     */
    List<float[]> of(String content, Supplier<List<float[]>> compute) {
        Optional<List<float[]>> known = find(content);
        if (known.isPresent()) {
            return known.get();
        }
        List<float[]> computed = compute.get();
        keep(content, computed);
        return computed;
    }

    private Path file(String content) {
        return folder.resolve(content.substring(0, 2)).resolve(content + ENDING);
    }

    private Optional<List<float[]>> find(String content) {
        Path file = file(content);
        try {
            Optional<List<float[]>> found = VectorCodec.read(Files.readAllBytes(file));
            if (found.isPresent()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
            return found;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void keep(String content, List<float[]> vectors) {
        byte[] written = VectorCodec.write(vectors);
        if (written.length > mostBytes) {
            return;
        }
        try {
            makeRoom(written.length);
            AtomicFile.write(file(content), written);
        } catch (IOException e) {
            bytes.set(-1); // computed again next time; what lies there is counted anew
        }
    }

    private synchronized void makeRoom(long more) throws IOException {
        if (bytes.get() < 0) {
            bytes.set(kept().stream().mapToLong(Kept::bytes).sum());
        }
        if (bytes.addAndGet(more) <= mostBytes) {
            return;
        }
        List<Kept> all = kept();
        long left = all.stream().mapToLong(Kept::bytes).sum() + more;
        for (Kept oldest : all) {
            if (left <= mostBytes - mostBytes / 4) {
                break;
            }
            Files.deleteIfExists(oldest.file);
            left -= oldest.bytes;
        }
        bytes.set(left);
    }

    /** A file of the cache, of any backbone. */
    private record Kept(Path file, long bytes, FileTime used) {}

    /** Returns all files, least recently used first. */
    private List<Kept> kept() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<Kept> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(each -> each.toString().endsWith(ENDING)).toList()) {
                try {
                    BasicFileAttributes facts =
                            Files.readAttributes(file, BasicFileAttributes.class);
                    all.add(new Kept(file, facts.size(), facts.lastModifiedTime()));
                } catch (NoSuchFileException e) {
                    // already evicted by another process
                }
            }
        }
        all.sort(Comparator.comparing(Kept::used));
        return all;
    }
}
