package dev.framewatch.desk.search;

import static java.util.stream.Collectors.toSet;

import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.StoryboardRepository;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.desk.watch.SightingRecorder;
import dev.framewatch.home.Home;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Target;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.ScanListener;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches the storyboards of earlier posts for targets, with the same recognition and rule as a
 * scan of their videos. Nothing is fetched and no video is decoded.
 */
public final class PostSearch {
    private final Database database;
    private final Home home;
    private final ScanOptions options;
    private final boolean isExhaustive;
    private final @Nullable SightingRecorder recorder;
    private final Clock clock;

    /**
     * @param options how the storyboards are judged
     * @param isExhaustive whether every frame is looked at, even where the first look shows nothing
     * @param recorder records what is found as sightings; null if nothing is recorded
     */
    public PostSearch(
            Database database,
            Home home,
            ScanOptions options,
            boolean isExhaustive,
            @Nullable SightingRecorder recorder,
            Clock clock) {
        this.database = database;
        this.home = home;
        this.options = options;
        this.isExhaustive = isExhaustive;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** Receives the results of a search while it runs, on the thread that called it. */
    public interface Listener {
        /** Receives the number of storyboards searched so far, and of all. */
        void searched(int videos, int ofVideos);

        /** Receives a post that shows a target, or may show it. */
        void found(FoundPost post);
    }

    /**
     * What was searched and what was not.
     *
     * @param since time from which on posts were judged
     * @param posts judged posts of that period
     * @param seen posts whose storyboard was searched as a whole
     * @param withoutStoryboard posts for which none was kept, or no longer
     * @param damaged posts whose storyboard is damaged
     * @param incomplete posts whose video the watch could read only in part
     * @param matches posts and targets with a match
     * @param unconfirmed posts and targets with a match that nothing confirmed
     * @param newSightings sightings that were recorded and had not been before
     */
    public record Summary(
            Instant since,
            int posts,
            int seen,
            int withoutStoryboard,
            int damaged,
            int incomplete,
            int matches,
            int unconfirmed,
            int newSightings) {

        /** Returns the number of posts that were not searched as a whole. */
        public int notSeen() {
            return withoutStoryboard + damaged + incomplete;
        }
    }

    /**
     * Searches the posts that were judged since a time.
     *
     * @param classifier owned by the caller
     * @throws InterruptedException if the calling thread was interrupted; the search has stopped
     */
    public Summary search(FrameClassifier classifier, Instant since, Listener listener)
            throws InterruptedException {
        StoryboardRepository.Coverage coverage =
                database.read(handle -> new StoryboardRepository(handle).coverage(since));
        List<String> videos =
                database.read(handle -> new StoryboardRepository(handle).judgedSince(since));
        Results results =
                new Results(
                        videos,
                        since,
                        classifier.targets().stream().map(Target::sha256).collect(toSet()),
                        listener);
        results.withoutStoryboard = coverage.posts() - coverage.withStoryboard();
        try (StoryboardScanner scanner = new StoryboardScanner(classifier, options, isExhaustive)) {
            scanner.scan(videos.stream().map(home::storyboard).toList(), results);
        }
        return results.summary(coverage.posts());
    }

    /** Takes the results of storyboards, which arrive in their order. */
    private final class Results implements ScanListener {
        private final List<String> videos;
        private final Instant since;
        private final Set<String> targetHashes;
        private final Listener listener;
        private int next;
        private int seen;
        private int withoutStoryboard;
        private int damaged;
        private int incomplete;
        private int matches;
        private int unconfirmed;
        private int newSightings;

        Results(List<String> videos, Instant since, Set<String> targetHashes, Listener listener) {
            this.videos = videos;
            this.since = since;
            this.targetHashes = targetHashes;
            this.listener = listener;
        }

        @Override
        public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
            String video = videos.get(next++);
            List<StoredPost> posts =
                    database.read(
                            handle -> new PostRepository(handle).judgedWithVideo(video, since));
            count(result, posts.size());
            if (result.targets().stream().anyMatch(target -> target.verdict().isLead())) {
                found(video, result.ofVideo(video), kept, posts);
            }
            listener.searched(next, videos.size());
        }

        @Override
        public void died(VideoResult unreadable, Throwable cause) {
            finished(unreadable, List.of());
        }

        private void count(VideoResult result, int posts) {
            if (result.targets().stream().anyMatch(Results::isUnreadable)) {
                if (Files.exists(result.video())) {
                    damaged += posts;
                } else {
                    withoutStoryboard += posts;
                }
            } else if (result.targets().stream().anyMatch(Results::isIncomplete)) {
                incomplete += posts;
            } else {
                seen += posts;
            }
        }

        private static boolean isUnreadable(TargetResult target) {
            return target.verdict() instanceof Verdict.Unreadable;
        }

        private static boolean isIncomplete(TargetResult target) {
            return target.verdict() instanceof Verdict.Undecided && !target.verdict().isLead();
        }

        private void found(
                String video,
                VideoResult result,
                List<List<EvidenceFrame>> kept,
                List<StoredPost> posts) {
            if (recorder != null) {
                newSightings += record(recorder, video, result, kept, posts);
            }
            for (TargetResult target : result.targets()) {
                if (!target.verdict().isLead()) {
                    continue;
                }
                for (StoredPost post : posts) {
                    if (target.verdict() instanceof Verdict.Match) {
                        matches++;
                    } else {
                        unconfirmed++;
                    }
                    String id = Sighting.id(target.target(), post.id());
                    Sighting sighting =
                            database.read(handle -> new SightingRepository(handle).get(id));
                    listener.found(new FoundPost(post, result, target, sighting));
                }
            }
        }

        /**
         * Records the leads. The verdicts of the others are not stored: while a video is on disk,
         * the watch scans it as a whole.
         */
        private int record(
                SightingRecorder records,
                String video,
                VideoResult result,
                List<List<EvidenceFrame>> kept,
                List<StoredPost> posts) {
            try {
                records.writeFrames(video, result, kept);
                List<StoredVerdict> leads =
                        result.targets().stream()
                                .filter(target -> target.verdict().isLead())
                                .map(target -> StoredVerdict.of(result, target))
                                .toList();
                database.write(handle ->
                        new VideoRepository(handle).addVerdicts(video, leads, clock.instant()));
                return records.record(video, posts, targetHashes).size();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write evidence", e);
            }
        }

        Summary summary(int posts) {
            return new Summary(
                    since,
                    posts,
                    seen,
                    withoutStoryboard,
                    damaged,
                    incomplete,
                    matches,
                    unconfirmed,
                    newSightings);
        }
    }
}
