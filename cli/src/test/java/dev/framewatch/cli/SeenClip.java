package dev.framewatch.cli;

import dev.framewatch.desk.evidence.EvidenceFolder;
import dev.framewatch.desk.evidence.EvidenceWriter;
import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.file.Sha256;
import dev.framewatch.geometry.Box;
import dev.framewatch.home.Home;
import dev.framewatch.verdict.Coverage;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.LightClips;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.RgbImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A home folder with one Sighting in it, as a watch leaves it. */
final class SeenClip {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    static final String CAPTION = "=1+1 \u001b[31m\u202ered";

    private SeenClip() {}

    /** Makes it; gives the id. */
    static String in(Path home) throws IOException {
        Path media = Files.createDirectories(home.resolve("media/ab"));
        Path clip = LightClips.write(media.resolve("clip.mp4"), "-+-");
        String sha256 = Sha256.of(clip);
        Path kept = Files.move(clip, media.resolve(sha256 + ".mp4"));
        Post post =
                new Post(
                        "tiktok",
                        "7",
                        URI.create("https://example.org/v/7"),
                        new Post.Author("anna7", "Anna"),
                        CAPTION,
                        List.of(),
                        AT.minusSeconds(3600),
                        new Post.Counters(100L, null, null, null),
                        new PostMedia.OnDisk(kept),
                        "{\"id\":7}");
        String id = Sighting.id("light", StoredPost.id(post));
        Sighting sighting =
                new Sighting(
                        id,
                        "light",
                        StoredPost.id(post),
                        sha256,
                        sha256.substring(0, 12),
                        "d".repeat(64),
                        0.91,
                        0.5,
                        AT,
                        Sighting.State.NEW,
                        "match",
                        "evidence/" + id);
        FrameScore score = new FrameScore(1, 0.91, true, new Box(2, 2, 8, 8));
        TargetResult target =
                new TargetResult(
                        "light",
                        sighting.targetSha256(),
                        new Verdict.Match(),
                        Rule.tutorial(),
                        0.5,
                        1,
                        List.of(score, new FrameScore(2, 0.1, false, null)));
        VideoResult result =
                new VideoResult(
                        kept, sha256, new Coverage(3, 3, 3, 3, false), 5, 1, List.of(target));
        Path frames = home.resolve("evidence/frames").resolve(sha256);
        RgbImage image = new RgbImage(64, 64, new byte[64 * 64 * 3]);
        new EvidenceWriter("test")
                .write(frames, result, target, List.of(new EvidenceFrame(score, image)));
        StoredVerdict verdict = StoredVerdict.of(result, target);
        try (Database database = Database.open(Home.in(home))) {
            database.write(handle -> {
                PostRepository posts = new PostRepository(handle);
                VideoRepository videos = new VideoRepository(handle);
                posts.add(post, "feed", false, AT);
                videos.markFetched(
                        new Video(
                                sha256,
                                Files.size(kept),
                                null,
                                home.relativize(kept).toString(),
                                AT,
                                "https://example.org/v/7.mp4",
                                null));
                posts.markFetched(StoredPost.id(post), sha256, post, "");
                videos.addVerdicts(sha256, List.of(verdict), AT);
                videos.markScanned(sha256, 3, sighting.clusterId(), null);
                EvidenceFolder.write(
                        home.resolve(sighting.evidence()),
                        new SightingRecord(
                                sighting,
                                Objects.requireNonNull(posts.get(StoredPost.id(post))),
                                Objects.requireNonNull(videos.get(sha256)),
                                verdict),
                        null,
                        frames,
                        "test");
                new SightingRepository(handle).add(sighting);
            });
        }
        return id;
    }
}
