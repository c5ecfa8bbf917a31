package dev.framewatch.desk.watch;

import dev.framewatch.desk.evidence.EvidenceFolder;
import dev.framewatch.desk.evidence.EvidenceWriter;
import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.ResponseRepository;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import dev.framewatch.home.Home;
import dev.framewatch.targets.Target;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.ScanListener;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Scans fetched videos for every target, including videos still on disk when a target is added or
 * retrained. Verdicts are stored per video, and sightings are derived from them for each post, so
 * the same bytes are not scanned twice.
 */
final class JudgeStage {
    private static final int BATCH_SIZE = 16;
    private static final int HASH_DIGITS = 12;

    private final Database database;
    private final Home home;
    private final MediaStore media;
    private final TargetScanner scanner;
    private final DuplicateClusters clusters;
    private final Watch.Announcer announcer;
    private final EvidenceWriter evidence;
    private final ScanOptions options;
    private final Clock clock;
    private final WatchListener listener;

    JudgeStage(
            Database database,
            Home home,
            TargetScanner scanner,
            DuplicateClusters clusters,
            Watch.Announcer announcer,
            EvidenceWriter evidence,
            WatchSettings settings,
            Clock clock,
            WatchListener listener) {
        this.database = database;
        this.home = home;
        this.media = new MediaStore(home);
        this.scanner = scanner;
        this.clusters = clusters;
        this.announcer = announcer;
        this.evidence = evidence;
        this.options = settings.scan();
        this.clock = clock;
        this.listener = listener;
    }

    /** Judges one batch of videos. */
    Result judgeDue() throws IOException, InterruptedException {
        List<Target> targets = scanner.targets();
        if (targets.isEmpty()) {
            return Result.DONE;
        }
        List<String> targetHashes = targets.stream().map(Target::sha256).toList();
        List<Video> videos =
                database.read(
                        handle -> new VideoRepository(handle).toJudge(targetHashes, BATCH_SIZE));
        Set<String> known = Set.copyOf(targetHashes);
        List<Video> unscanned = new ArrayList<>();
        for (Video video : videos) {
            if (scannedFor(video).containsAll(known)) {
                recordSightings(video.sha256(), known);
            } else {
                unscanned.add(video);
            }
        }
        if (!unscanned.isEmpty()) {
            scan(unscanned, known);
        }
        return new Result(true, videos.size() == BATCH_SIZE);
    }

    private Set<String> scannedFor(Video video) {
        return new HashSet<>(
                database.read(handle -> new VideoRepository(handle).targetHashes(video.sha256())));
    }

    /** Scans videos; the sightings of each are recorded before the next one has been scanned. */
    private void scan(List<Video> videos, Set<String> targetHashes) throws InterruptedException {
        List<Path> files = new ArrayList<>();
        for (Video video : videos) {
            files.add(media.resolve(Objects.requireNonNull(video.path())));
        }
        scanner.scan(
                files,
                options,
                new ScanListener() {
                    private int next;

                    @Override
                    public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
                        Video video = videos.get(next++);
                        try {
                            record(video, result, kept);
                            recordSightings(video.sha256(), targetHashes);
                        } catch (IOException e) {
                            throw new UncheckedIOException("cannot write evidence", e);
                        }
                    }
                });
    }

    /** Stores the evidence first, so that a verdict in the database always has its frames. */
    private void record(Video video, VideoResult result, List<List<EvidenceFrame>> kept)
            throws IOException {
        for (int t = 0; t < result.targets().size(); t++) {
            TargetResult target = result.targets().get(t);
            if (target.verdict() instanceof Verdict.Match) {
                evidence.write(
                        framesFolder(video.sha256(), target.target(), target.detector()),
                        result,
                        target,
                        kept.get(t));
            }
        }
        DuplicateClusters.Member member = clusters.assign(video.sha256(), result);
        database.write(handle -> {
            VideoRepository repository = new VideoRepository(handle);
            for (TargetResult target : result.targets()) {
                repository.verdict(
                        video.sha256(), StoredVerdict.of(result, target), clock.instant());
            }
            repository.markScanned(
                    video.sha256(),
                    result.coverage().seconds(),
                    member.clusterId(),
                    member.bytes());
        });
        clusters.add(video.sha256(), member);
        WatchLog.scanned(video.sha256(), result);
        listener.scanned(
                video.sha256(),
                result.targets().stream().map(one -> one.verdict().word()).toList());
    }

    private Path framesFolder(String video, String target, String targetSha256) {
        return home.evidenceFrames()
                .resolve(video)
                .resolve(target + "-" + targetSha256.substring(0, HASH_DIGITS));
    }

    /** Creates the sightings of a video's posts and marks the posts as judged. */
    private void recordSightings(String sha256, Set<String> targetHashes) throws IOException {
        Video video =
                Objects.requireNonNull(
                        database.read(handle -> new VideoRepository(handle).get(sha256)));
        List<StoredVerdict> matches =
                database.read(handle -> new VideoRepository(handle).verdicts(sha256)).stream()
                        .filter(verdict -> verdict.isMatch())
                        .filter(verdict -> targetHashes.contains(verdict.targetSha256()))
                        .toList();
        for (StoredPost post :
                database.read(handle -> new PostRepository(handle).withVideo(sha256))) {
            List<SightingRecord> sightings = new ArrayList<>();
            for (StoredVerdict match : matches) {
                sightings.add(sighting(post, video, match));
            }
            for (SightingRecord facts : sightings) {
                EvidenceFolder.write(
                        home.resolve(facts.sighting().evidence()),
                        facts,
                        database.read(handle -> new ResponseRepository(handle).ofPost(post.id()))
                                .orElse(null),
                        framesFolder(
                                sha256, facts.verdict().target(), facts.verdict().targetSha256()),
                        evidence.version());
            }
            recordSightings(post, sightings);
        }
    }

    private void recordSightings(StoredPost post, List<SightingRecord> sightings) {
        List<Sighting> newSightings = new ArrayList<>();
        database.write(handle -> {
            for (SightingRecord facts : sightings) {
                if (new SightingRepository(handle).add(facts.sighting())) {
                    announcer.sighted(handle, facts);
                    newSightings.add(facts.sighting());
                }
            }
            new PostRepository(handle).markJudged(post.id(), clock.instant());
        });
        WatchLog.judged(post, String.valueOf(post.video()), sightings);
        for (Sighting sighting : newSightings) {
            WatchLog.sighted(post, sighting);
            listener.sighted(sighting);
        }
    }

    private SightingRecord sighting(StoredPost post, Video video, StoredVerdict match) {
        String id = Sighting.id(match.target(), post.id());
        Sighting sighting =
                new Sighting(
                        id,
                        match.target(),
                        post.id(),
                        video.sha256(),
                        Objects.requireNonNull(video.clusterId()),
                        match.targetSha256(),
                        Objects.requireNonNullElse(match.score(), 0.0),
                        match.positiveFraction(),
                        clock.instant(),
                        Sighting.State.NEW,
                        "evidence/" + id);
        return new SightingRecord(sighting, post, video, match);
    }
}
