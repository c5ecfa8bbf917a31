package dev.framewatch.verdict;

import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.InvalidTargetException;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.video.MediaFetcher;
import dev.framewatch.video.MediaFetcher.Media;
import dev.framewatch.video.MediaListing;
import dev.framewatch.video.MediaListing.LeftOut;
import dev.framewatch.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scans videos for targets: files, folders and URLs. A video that cannot be read or a URL that
 * cannot be fetched yields a result like any other.
 */
public final class ScanService {
    private final TargetStore targets;
    private final ModelStore models;
    private final MediaFetcher fetcher;

    /**
     * @param fetcher downloads the media of URLs
     */
    public ScanService(TargetStore targets, ModelStore models, MediaFetcher fetcher) {
        this.targets = targets;
        this.models = models;
        this.fetcher = fetcher;
    }

    /**
     * A scan.
     *
     * @param places paths of videos and folders, or URLs (http, https)
     * @param targets the names of the targets to detect; every target if empty
     * @param options how videos are sampled and judged
     */
    public record Request(List<String> places, List<String> targets, ScanOptions options) {
        public Request {
            places = List.copyOf(places);
            targets = List.copyOf(targets);
        }
    }

    /**
     * The result for one video.
     *
     * @param name the path or URL of the video, as given in the request or found in a folder
     * @param result the verdicts; for a URL, its video is a name that is valid as a file name
     * @param kept for each target, the best positive frames, or the best one if none is positive;
     *     empty if none were requested
     */
    public record ScannedVideo(String name, VideoResult result, List<List<EvidenceFrame>> kept) {
        public ScannedVideo {
            kept = List.copyOf(kept);
        }
    }

    /** Receives the results of a scan while it runs. */
    public interface Listener {
        /**
         * Receives the number of videos and URLs, once, before the first result.
         *
         * @param leftOut what the folders hold besides and may hold pictures
         */
        default void started(int videos, List<LeftOut> leftOut) {}

        /**
         * Receives the problem of a target file that is invalid, before the scan starts; only if
         * all targets were requested. It is not searched for.
         */
        default void invalidTarget(InvalidTargetException problem) {}

        /**
         * Receives each scored frame; called from several threads, in no strict order.
         *
         * @param seconds the frame's time
         * @param of the duration of the video in seconds
         */
        default void frameScored(Path video, double seconds, double of) {}

        /**
         * Receives each result; called in the order of the videos, on the thread that called the
         * scan.
         */
        void finished(ScannedVideo video);

        /**
         * Receives the error that nobody foresaw and that ended the scan of one video, after its
         * result, which is unreadable.
         */
        default void died(Path video, Throwable cause) {}
    }

    /**
     * The number of verdicts of each kind; there is one verdict per video and target.
     *
     * @param undecided verdicts on videos that were read only in part
     * @param leftOut what the folders hold besides and may hold pictures
     */
    public record Result(
            int matches, int noMatches, int undecided, int unreadable, List<LeftOut> leftOut) {
        public Result {
            leftOut = List.copyOf(leftOut);
        }

        /** Creates a result of a scan that left nothing out. */
        public Result(int matches, int noMatches, int undecided, int unreadable) {
            this(matches, noMatches, undecided, unreadable, List.of());
        }
    }

    /**
     * Scans the videos of a request. If it names no targets, those whose files are invalid are left
     * out.
     *
     * @param progress receives downloads of models
     * @throws NotFoundException if there is no target, or no video in the places
     * @throws InvalidTargetException if the file of a requested target is invalid, or those of all
     * @throws InterruptedException if the calling thread was interrupted; the scan has stopped
     */
    public Result scan(Request request, ProgressListener progress, Listener listener)
            throws IOException, InterruptedException {
        int workers = Runtime.getRuntime().availableProcessors();
        // The decoder process starts while the models are loaded.
        try (VideoDecoder decoder = new VideoDecoder();
                FrameClassifier classifier = openClassifier(request, progress, listener);
                Scanner scanner = new Scanner(decoder, classifier, workers)) {
            Places places = new Places(classifier.targets(), request.options());
            for (String place : request.places()) {
                places.add(place);
            }
            if (places.videos.isEmpty() && places.unfetched.isEmpty()) {
                throw new NotFoundException(
                        "no videos or images in %s%s"
                                .formatted(
                                        request.places(),
                                        places.leftOut.isEmpty()
                                                ? ""
                                                : "; " + LeftOut.summary(places.leftOut)));
            }
            listener.started(places.videos.size() + places.unfetched.size(), places.leftOut);
            Counter counter = new Counter(places, listener);
            places.unfetched.forEach(counter::count);
            scanner.scan(places.videos, request.options(), counter);
            return counter.result();
        }
    }

    private FrameClassifier openClassifier(
            Request request, ProgressListener progress, Listener listener) {
        List<String> names = request.targets().isEmpty() ? targets.names() : request.targets();
        if (names.isEmpty()) {
            throw new NotFoundException("no targets");
        }
        List<Target> opened = new ArrayList<>();
        try {
            open(names, request, listener, opened);
            for (Target target : opened) {
                VideoScan.threshold(target, request.options());
                if (target.lacksConfirmation()) {
                    progress.notice(
                            ("nothing confirms matches of '%s', so it may take look-alikes for"
                                            + " the person; %s it again")
                                    .formatted(
                                            target.name(),
                                            target.isEnrolled() ? "enrol" : "train"));
                }
            }
            return new FrameClassifier(opened, new BackboneLoader(models, progress)::open);
        } catch (RuntimeException e) {
            opened.forEach(Target::close);
            throw e;
        }
    }

    private void open(List<String> names, Request request, Listener listener, List<Target> opened) {
        List<InvalidTargetException> invalid = new ArrayList<>();
        for (String name : names.stream().distinct().toList()) {
            try {
                opened.add(targets.open(name));
            } catch (InvalidTargetException e) {
                invalid.add(e);
            }
        }
        if (!invalid.isEmpty() && (opened.isEmpty() || !request.targets().isEmpty())) {
            throw invalid.getFirst();
        }
        invalid.forEach(listener::invalidTarget);
    }

    /** The videos of a request, as files. */
    private final class Places {
        private final List<Target> targets;
        private final ScanOptions options;
        private final List<Path> videos = new ArrayList<>();
        private final List<LeftOut> leftOut = new ArrayList<>();
        private final Map<Path, String> addresses = new HashMap<>();
        private final Map<Path, String> missing = new HashMap<>();
        private final List<ScannedVideo> unfetched = new ArrayList<>();

        Places(List<Target> targets, ScanOptions options) {
            this.targets = targets;
            this.options = options;
        }

        void add(String place) throws IOException, InterruptedException {
            if (!MediaFetcher.isAddress(place)) {
                MediaListing listing = MediaListing.of(Path.of(place));
                videos.addAll(listing.media());
                leftOut.addAll(listing.leftOut());
                return;
            }
            try {
                Media media = fetcher.fetch(place);
                videos.add(media.path());
                addresses.put(media.path(), place);
                missing.put(media.path(), media.missing());
            } catch (UnavailableException e) {
                unfetched.add(unreadable(place, String.valueOf(e.getMessage())));
            }
        }

        private ScannedVideo unreadable(String address, String reason) {
            List<TargetResult> results = new ArrayList<>();
            for (Target target : targets) {
                results.add(
                        new TargetResult(
                                target.name(),
                                target.sha256(),
                                new Verdict.Unreadable(reason),
                                options.criteriaFor(target.name()).ruleFor(false),
                                VideoScan.threshold(target, options),
                                0,
                                List.of()));
            }
            VideoResult result =
                    new VideoResult(
                            fileName(address),
                            null,
                            new Coverage(0, 0, 0, 0, false),
                            0,
                            options.sampling().intervalSeconds(),
                            results);
            return new ScannedVideo(address, result, List.of());
        }

        /**
         * Returns the result under its name. If media of a post are missing, a non-match on the
         * rest becomes undecided.
         */
        ScannedVideo named(VideoResult result, List<List<EvidenceFrame>> kept) {
            String address = addresses.get(result.video());
            if (address == null) {
                return new ScannedVideo(result.video().toString(), result, kept);
            }
            String lacking = missing.getOrDefault(result.video(), "");
            List<TargetResult> results = new ArrayList<>();
            for (TargetResult target : result.targets()) {
                boolean doubtful =
                        !lacking.isEmpty() && target.verdict() instanceof Verdict.NoMatch;
                results.add(doubtful ? undecided(target, lacking) : target);
            }
            VideoResult named =
                    new VideoResult(
                            fileName(address),
                            result.sha256(),
                            result.coverage(),
                            result.elapsedMillis(),
                            result.every(),
                            results,
                            result.fingerprint(),
                            result.storyboard(),
                            result.decoderFailed());
            return new ScannedVideo(address, named, kept);
        }

        private static TargetResult undecided(TargetResult target, String reason) {
            return new TargetResult(
                    target.target(),
                    target.detector(),
                    new Verdict.Undecided(reason),
                    target.rule(),
                    target.threshold(),
                    target.longestSeconds(),
                    target.frames());
        }

        /** Returns the file name for the evidence of a URL. */
        private static Path fileName(String address) {
            String plain = address.replaceFirst("(?i)^https?://", "").replaceFirst("[?#].*", "");
            String safe = plain.replaceAll("[^\\p{L}\\p{N}.-]+", "_");
            return Path.of(safe.length() > 100 ? safe.substring(safe.length() - 100) : safe);
        }
    }

    /** Counts verdicts and forwards results. */
    private static final class Counter implements ScanListener {
        private final Places places;
        private final Listener listener;
        private int matches;
        private int noMatches;
        private int undecided;
        private int unreadable;

        Counter(Places places, Listener listener) {
            this.places = places;
            this.listener = listener;
        }

        @Override
        public void frameScored(Path video, double seconds, double of) {
            listener.frameScored(video, seconds, of);
        }

        @Override
        public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
            count(places.named(result, kept));
        }

        @Override
        public void died(VideoResult unreadable, Throwable cause) {
            count(places.named(unreadable, List.of()));
            listener.died(unreadable.video(), cause);
        }

        void count(ScannedVideo video) {
            for (TargetResult target : video.result().targets()) {
                switch (target.verdict()) {
                    case Verdict.Match _ -> matches++;
                    case Verdict.NoMatch _ -> noMatches++;
                    case Verdict.Undecided _ -> undecided++;
                    case Verdict.Unreadable _ -> unreadable++;
                }
            }
            listener.finished(video);
        }

        Result result() {
            return new Result(matches, noMatches, undecided, unreadable, places.leftOut);
        }
    }
}
