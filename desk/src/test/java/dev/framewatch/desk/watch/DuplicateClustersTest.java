package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.clip.ClipFingerprint;
import dev.framewatch.clip.DrawnClip;
import dev.framewatch.clip.FingerprintBuilder;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.home.Home;
import dev.framewatch.verdict.Coverage;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.FingerprintFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateClustersTest {
    private static final int CLIPS = 4;
    private static final List<String> NAMES = List.of("0", "1", "2", "3");
    private static final ClipFingerprint[] PRINTS = new ClipFingerprint[CLIPS];

    @TempDir private Path home;

    @AutoClose private Database database;

    @BeforeAll
    static void drawClips() {
        for (int i = 0; i < CLIPS; i++) {
            PRINTS[i] = fingerprint(new DrawnClip(i));
        }
    }

    private static ClipFingerprint fingerprint(DrawnClip clip) {
        FingerprintBuilder builder = new FingerprintBuilder();
        for (double at = 0; at < DrawnClip.SECONDS; at += 0.25) {
            builder.add(FingerprintFrame.of(at, clip.picture(72, 128, at)));
        }
        return Objects.requireNonNull(builder.build(DrawnClip.SECONDS));
    }

    @BeforeEach
    void aDatabase() throws IOException {
        database = Database.open(Home.in(home));
    }

    private static String sha256(int clip) {
        return NAMES.get(clip).repeat(64);
    }

    /** Scanned one after the other. */
    private void scanned(DuplicateClusters clusters, int clip) {
        DuplicateClusters.Member member = clusters.assign(sha256(clip), result(clip));
        Video video =
                new Video(sha256(clip), 1, null, "x", Instant.ofEpochSecond(clip), null, null);
        database.write(handle -> {
            new VideoRepository(handle).markFetched(video);
            new VideoRepository(handle)
                    .markScanned(sha256(clip), 10, member.clusterId(), member.bytes());
        });
        clusters.add(sha256(clip), member);
    }

    private static VideoResult result(int clip) {
        return result(PRINTS[clip]);
    }

    private static VideoResult result(@Nullable ClipFingerprint fingerprint) {
        return new VideoResult(
                Path.of("clip"),
                "0".repeat(64),
                new Coverage(10, 10, 10, 10, false),
                1,
                1,
                List.of(),
                fingerprint,
                null,
                false);
    }

    private static boolean remembers(DuplicateClusters clusters, int clip) {
        String copy = "c".repeat(64);
        String cluster = clusters.assign(copy, result(clip)).clusterId();
        assertThat(cluster).isIn(copy.substring(0, 12), sha256(clip).substring(0, 12));
        return cluster.equals(sha256(clip).substring(0, 12));
    }

    private static long memory(int clips) {
        return clips * (500 + 2L * PRINTS[0].encode().length);
    }

    @Test
    void copiesJoinTheClusterOfTheFirst() {
        DuplicateClusters clusters = new DuplicateClusters(database);
        scanned(clusters, 0);
        scanned(clusters, 1);
        assertThat(remembers(clusters, 0)).isTrue();
        assertThat(remembers(clusters, 1)).isTrue();
        assertThat(remembers(clusters, 2)).isFalse();
    }

    @Test
    void whatDoesNotFitIntoMemoryIsForgottenOldestFirst() {
        DuplicateClusters clusters = new DuplicateClusters(database, memory(2));
        for (int clip = 0; clip < CLIPS; clip++) {
            scanned(clusters, clip);
        }
        assertThat(remembers(clusters, 0)).isFalse();
        assertThat(remembers(clusters, 3)).isTrue();

        DuplicateClusters restarted = new DuplicateClusters(database, memory(2));
        assertThat(remembers(restarted, 0)).isFalse();
        assertThat(remembers(restarted, 2)).as("half of the memory is for new clips").isFalse();
        assertThat(remembers(restarted, 3)).isTrue();
    }

    @Test
    void aVideoThatIsAddedTwiceTakesMemoryOnce() {
        DuplicateClusters clusters = new DuplicateClusters(database, memory(2));
        scanned(clusters, 0);
        clusters.add(sha256(0), clusters.assign(sha256(0), result(0)));
        scanned(clusters, 1);
        assertThat(remembers(clusters, 0)).isTrue();
        assertThat(remembers(clusters, 1)).isTrue();
    }

    @Test
    void aDeletedVideoIsForgotten() {
        DuplicateClusters clusters = new DuplicateClusters(database);
        scanned(clusters, 0);
        scanned(clusters, 1);
        clusters.remove(List.of(sha256(0), sha256(2)));
        assertThat(remembers(clusters, 0)).isFalse();
        assertThat(remembers(clusters, 1)).isTrue();
    }

    @Test
    void aVideoWithTooLittleToSeeFoundsAClusterThatNoneJoins() {
        DuplicateClusters clusters = new DuplicateClusters(database);
        DuplicateClusters.Member member = clusters.assign(sha256(3), result(null));
        clusters.add(sha256(3), member);
        assertThat(member.clusterId()).isEqualTo(sha256(3).substring(0, 12));
        assertThat(remembers(clusters, 3)).isFalse();
    }
}
