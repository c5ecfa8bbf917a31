package dev.framewatch.desk.watch;

import dev.framewatch.clip.ClipFingerprint;
import dev.framewatch.clip.ClipIndex;
import dev.framewatch.clip.InvalidFingerprintException;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.verdict.VideoResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Clusters near-duplicate videos by their fingerprints. A video joins the cluster of the most
 * similar one, or founds a new one. Safe for use by several threads.
 */
final class DuplicateClusters {
    private static final int ID_DIGITS = 12;

    /** Number of latest videos to load; as many can be added before the index is rebuilt. */
    private static final int MAX_LOADED = ClipIndex.MAX_CLIPS / 2;

    /** Part of the heap that clips may take; see the memory plan in ARCHITECTURE.md. */
    private static final long HEAP_PARTS = 3;

    /** A clip takes at most twice the bytes of its fingerprint: the index has each hash twice. */
    private static final int MEMORY_PER_BYTE = 2;

    private static final int MEMORY_PER_CLIP = 500;

    private final Database database;
    private final long maxBytes;
    private long bytes;
    private ClipIndex index = new ClipIndex();
    private final List<String> clusterIds = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * The cluster of a video.
     *
     * @param clusterId ID of the cluster: that of its first video
     * @param fingerprint fingerprint to compare later videos with; null if there was too little to
     *     see
     */
    record Member(String clusterId, @Nullable ClipFingerprint fingerprint) {
        byte @Nullable [] bytes() {
            return fingerprint == null ? null : fingerprint.encode();
        }
    }

    /** Loads the clusters of a database; fingerprints of other versions are skipped. */
    DuplicateClusters(Database database) {
        this(database, Runtime.getRuntime().maxMemory() / HEAP_PARTS);
    }

    /**
     * @param maxBytes memory that clips may take; the oldest are forgotten
     */
    DuplicateClusters(Database database, long maxBytes) {
        this.database = database;
        this.maxBytes = maxBytes;
        load();
    }

    private void load() {
        index = new ClipIndex();
        clusterIds.clear();
        numbers.clear();
        bytes = 0;
        database.read(
                handle -> new VideoRepository(handle).forEachFingerprint(MAX_LOADED, this::load));
    }

    /** Returns whether there is memory for more; as much is left for clips to come. */
    private boolean load(VideoRepository.StoredFingerprint stored) {
        try {
            add(
                    stored.sha256(),
                    stored.clusterId(),
                    ClipFingerprint.decode(stored.fingerprint()),
                    stored.fingerprint().length);
        } catch (InvalidFingerprintException e) {
            // such videos found families of their own
        }
        return bytes < maxBytes / 2;
    }

    /** Returns the cluster of a scanned video. */
    synchronized Member assign(String sha256, VideoResult result) {
        ClipFingerprint fingerprint = result.fingerprint();
        String own = sha256.substring(0, ID_DIGITS);
        if (fingerprint == null) {
            return new Member(own, null);
        }
        return new Member(
                index.find(fingerprint)
                        .map(match -> clusterIds.get(Math.toIntExact(match.id())))
                        .orElse(own),
                fingerprint);
    }

    /**
     * Adds a video that was recorded in the database, so that later videos may join its cluster.
     */
    synchronized void add(String sha256, Member member) {
        if (member.fingerprint == null || numbers.containsKey(sha256)) {
            return;
        }
        if (clusterIds.size() == ClipIndex.MAX_CLIPS || bytes >= maxBytes) {
            load(); // without those that are forgotten by now, or are too many
        } else {
            int length = member.fingerprint.encode().length;
            add(sha256, member.clusterId, member.fingerprint, length);
        }
    }

    /** Removes videos whose fingerprints were deleted from the database. */
    synchronized void remove(List<String> videos) {
        for (String video : videos) {
            Integer number = numbers.remove(video);
            if (number != null) {
                index.remove(number);
            }
        }
    }

    private void add(String sha256, String family, ClipFingerprint fingerprint, int length) {
        bytes += MEMORY_PER_CLIP + (long) MEMORY_PER_BYTE * length;
        numbers.put(sha256, clusterIds.size());
        index.add(clusterIds.size(), fingerprint);
        clusterIds.add(family);
    }
}
