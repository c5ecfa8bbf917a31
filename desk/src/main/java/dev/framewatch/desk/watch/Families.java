package dev.framewatch.desk.watch;

import dev.framewatch.verdict.VideoResult;
import org.jspecify.annotations.Nullable;

/** Which videos are near-duplicates of each other. */
interface Families {
    /**
     * Where a video belongs.
     *
     * @param family its name: that of the first video in it
     * @param fingerprint what later videos are compared with; null where there is none
     */
    record Member(String family, byte @Nullable [] fingerprint) {}

    /** Where a video that was scanned belongs. */
    Member of(String sha256, VideoResult result);

    /** What was found is in the database; later videos may join. */
    void keep(String sha256, Member member);

    /** The name of the family that a video founds. */
    static String named(String sha256) {
        return sha256.substring(0, 12);
    }

    /** Every video for itself. */
    static Families none() {
        return new Families() {
            @Override
            public Member of(String sha256, VideoResult result) {
                return new Member(named(sha256), null);
            }

            @Override
            public void keep(String sha256, Member member) {}
        };
    }
}
