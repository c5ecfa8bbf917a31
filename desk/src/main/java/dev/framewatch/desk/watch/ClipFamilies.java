package dev.framewatch.desk.watch;

import dev.framewatch.clip.ClipFingerprint;
import dev.framewatch.clip.ClipIndex;
import dev.framewatch.clip.FingerprintRefused;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.VideoTable;
import dev.framewatch.verdict.VideoResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which videos are near-duplicates of each other, by what they look like. A video joins the family
 * of the one that it is most like; the first of its kind founds one.
 */
final class ClipFamilies {
    private static final int DIGITS = 12;

    private final ClipIndex index = new ClipIndex();
    private final List<String> families = new ArrayList<>();
    private final Set<String> kept = new HashSet<>();

    /**
     * Where a video belongs.
     *
     * @param family its name: that of the first video in it
     * @param fingerprint what later videos are compared with; null where too little was to be seen
     */
    record Member(String family, @Nullable ClipFingerprint fingerprint) {
        byte @Nullable [] bytes() {
            return fingerprint == null ? null : fingerprint.bytes();
        }
    }

    /** All that a database knows; a fingerprint of another version is passed over. */
    static ClipFamilies of(Database database) {
        ClipFamilies families = new ClipFamilies();
        database.jdbi()
                .useHandle(handle ->
                        new VideoTable(handle)
                                .known(known -> {
                                    try {
                                        families.add(
                                                known.family(),
                                                ClipFingerprint.of(known.fingerprint()));
                                    } catch (FingerprintRefused e) {
                                        // such videos found families of their own
                                    }
                                }));
        return families;
    }

    /** Where a video that was scanned belongs. */
    Member of(String sha256, VideoResult result) {
        ClipFingerprint fingerprint = result.fingerprint();
        String own = sha256.substring(0, DIGITS);
        if (fingerprint == null) {
            return new Member(own, null);
        }
        return new Member(
                index.find(fingerprint)
                        .map(match -> families.get(Math.toIntExact(match.id())))
                        .orElse(own),
                fingerprint);
    }

    /** What was found is in the database; later videos may join. */
    void keep(String sha256, Member member) {
        if (member.fingerprint != null && kept.add(sha256)) {
            add(member.family, member.fingerprint);
        }
    }

    private void add(String family, ClipFingerprint fingerprint) {
        index.add(families.size(), fingerprint);
        families.add(family);
    }
}
