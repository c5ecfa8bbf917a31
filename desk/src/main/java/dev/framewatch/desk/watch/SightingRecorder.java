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
import dev.framewatch.home.Home;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.VideoResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Turns the leads among the stored verdicts of a video into sightings of its posts, with their
 * evidence. What was recorded before is left unchanged.
 */
public final class SightingRecorder {
    private static final int HASH_DIGITS = 12;

    private final Database database;
    private final Home home;
    private final Watch.Announcer announcer;
    private final EvidenceWriter evidence;
    private final Clock clock;

    /**
     * @param announcer writes the alert for each new sighting to the outbox
     * @param evidence writes the frames
     */
    public SightingRecorder(
            Database database,
            Home home,
            Watch.Announcer announcer,
            EvidenceWriter evidence,
            Clock clock) {
        this.database = database;
        this.home = home;
        this.announcer = announcer;
        this.evidence = evidence;
        this.clock = clock;
    }

    /**
     * Writes the best frames of the leads in a result, before its verdicts are stored, so that a
     * verdict in the database always has its frames.
     *
     * @param kept for each target, the best frames
     */
    public void writeFrames(String video, VideoResult result, List<List<EvidenceFrame>> kept)
            throws IOException {
        for (int t = 0; t < result.targets().size(); t++) {
            TargetResult target = result.targets().get(t);
            if (target.verdict().isLead()) {
                evidence.write(
                        framesFolder(video, target.target(), target.detector()),
                        result,
                        target,
                        kept.get(t));
            }
        }
    }

    private Path framesFolder(String video, String target, String targetSha256) {
        return home.evidenceFrames()
                .resolve(video)
                .resolve(target + "-" + targetSha256.substring(0, HASH_DIGITS));
    }

    /**
     * Creates the sightings of a video's posts and marks those that waited for it as judged.
     *
     * @param posts posts with this video
     * @param targetHashes SHA-256s of the target files whose verdicts count
     * @return the new sightings
     */
    public List<SightingRecord> record(
            String sha256, List<StoredPost> posts, Set<String> targetHashes) throws IOException {
        Video video =
                Objects.requireNonNull(
                        database.read(handle -> new VideoRepository(handle).get(sha256)));
        List<StoredVerdict> leads =
                database.read(handle -> new VideoRepository(handle).verdicts(sha256)).stream()
                        .filter(StoredVerdict::isLead)
                        .filter(verdict -> targetHashes.contains(verdict.targetSha256()))
                        .toList();
        List<SightingRecord> newSightings = new ArrayList<>();
        for (StoredPost post : posts) {
            List<SightingRecord> sightings = new ArrayList<>();
            for (StoredVerdict lead : leads) {
                sightings.add(sighting(post, video, lead));
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
            newSightings.addAll(record(post, sightings));
        }
        return newSightings;
    }

    private List<SightingRecord> record(StoredPost post, List<SightingRecord> sightings) {
        List<SightingRecord> newSightings = new ArrayList<>();
        database.write(handle -> {
            for (SightingRecord facts : sightings) {
                if (new SightingRepository(handle).add(facts.sighting())) {
                    announcer.sighted(handle, facts);
                    newSightings.add(facts);
                }
            }
            new PostRepository(handle).markJudged(post.id(), clock.instant());
        });
        WatchLog.judged(post, String.valueOf(post.video()), sightings);
        newSightings.forEach(WatchLog::sighted);
        return newSightings;
    }

    private SightingRecord sighting(StoredPost post, Video video, StoredVerdict lead) {
        String id = Sighting.id(lead.target(), post.id());
        Sighting sighting =
                new Sighting(
                        id,
                        lead.target(),
                        post.id(),
                        video.sha256(),
                        Objects.requireNonNull(video.clusterId()),
                        lead.targetSha256(),
                        Objects.requireNonNullElse(lead.score(), 0.0),
                        lead.positiveFraction(),
                        clock.instant(),
                        Sighting.State.NEW,
                        lead.verdict(),
                        "evidence/" + id);
        return new SightingRecord(sighting, post, video, lead);
    }
}
