package dev.framewatch.desk.service;

import dev.framewatch.desk.WatchFactory;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.evidence.EvidenceWriter;
import dev.framewatch.desk.evidence.FrameOrigin;
import dev.framewatch.desk.governance.GovernanceRepository;
import dev.framewatch.desk.search.PostSearch;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.StoryboardRepository;
import dev.framewatch.desk.watch.SightingRecorder;
import dev.framewatch.desk.watch.WatchSettings;
import dev.framewatch.desk.watch.WatchSettingsFile;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.home.Home;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.InvalidTargetException;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Searches earlier posts for targets, in the storyboards that the watch keeps. Only targets that
 * have not expired are searched for, and each search is in the audit log before it begins.
 */
public final class PostSearchService {
    private final DeskServices.Environment environment;
    private final Function<Backbones, FeatureExtractor> models;

    /**
     * @param environment environment of the services
     * @param models loads the backbone models shared by targets
     */
    public PostSearchService(
            DeskServices.Environment environment, Function<Backbones, FeatureExtractor> models) {
        this.environment = environment;
        this.models = models;
    }

    /** What a search records. */
    public enum Recording {
        /** Nothing. */
        NONE,
        /** What is found becomes a sighting, as if the watch had found it, but alerts nobody. */
        SIGHTINGS,
        /** New sightings also alert. */
        SIGHTINGS_AND_ALERTS
    }

    /**
     * A search.
     *
     * @param targets names of the targets; all that have not expired if empty
     * @param since time from which on posts were judged; null for all with a storyboard
     * @param isExhaustive whether every frame is looked at, even where the first look shows nothing
     * @param actor name of the user, for the audit log
     */
    public record Request(
            List<String> targets,
            @Nullable Instant since,
            Recording recording,
            boolean isExhaustive,
            String actor) {
        public Request {
            targets = List.copyOf(targets);
        }
    }

    /** Receives the results of a search while it runs. */
    public interface Listener extends PostSearch.Listener {
        /** Receives the name of a target that has expired; only if all were requested. */
        void expired(String target);

        /** Receives the problem of an invalid target file; only if all were requested. */
        void invalidTarget(InvalidTargetException problem);
    }

    /**
     * Searches earlier posts.
     *
     * @throws NotFoundException if there is no such target, or no storyboard
     * @throws RefusedException if a requested target has expired, or the settings are invalid
     * @throws InvalidTargetException if the file of a requested target is invalid
     * @throws InterruptedException if the calling thread was interrupted; the search has stopped
     */
    public PostSearch.Summary search(Request request, Listener listener)
            throws IOException, InterruptedException {
        Home home = environment.home();
        WatchSettings settings = WatchSettingsFile.of(home);
        try (Database database = Database.open(home)) {
            Instant since = since(request, settings, database);
            try (FrameClassifier classifier =
                    new FrameClassifier(targets(request, database, listener), models)) {
                log(request, classifier.targets(), since, database);
                return new PostSearch(
                                database,
                                home,
                                options(settings, request),
                                request.isExhaustive,
                                recorder(request, settings, database),
                                environment.clock())
                        .search(classifier, since, listener);
            }
        }
    }

    private static Instant since(Request request, WatchSettings settings, Database database) {
        Instant first =
                database.read(handle -> new StoryboardRepository(handle).firstJudged())
                        .orElseThrow(() -> new NotFoundException(nothingKept(settings)));
        return Objects.requireNonNullElse(request.since, first);
    }

    private static String nothingKept(WatchSettings settings) {
        return settings.keepsStoryboards()
                ? "no storyboards of earlier posts yet; the watch keeps those of posts that it"
                        + " judges from now on"
                : "no storyboards of earlier posts: add 'storyboards: 7d' to watch.yaml, and the"
                        + " watch keeps those of posts that it judges from then on";
    }

    private static ScanOptions options(WatchSettings settings, Request request) {
        return settings.scan()
                .forStoryboards(request.recording == Recording.NONE ? 0 : EvidenceWriter.FRAMES);
    }

    private @Nullable SightingRecorder recorder(
            Request request, WatchSettings settings, Database database) {
        if (request.recording == Recording.NONE) {
            return null;
        }
        Home home = environment.home();
        Clock clock = environment.clock();
        return new SightingRecorder(
                database,
                home,
                WatchFactory.announcer(
                        home, clock, settings, request.recording == Recording.SIGHTINGS_AND_ALERTS),
                new EvidenceWriter(environment.version(), FrameOrigin.STORYBOARD),
                clock);
    }

    /** Opens the targets; the caller closes them. */
    private List<Target> targets(Request request, Database database, Listener listener) {
        TargetStore store = new TargetStore(environment.home().targets());
        boolean all = request.targets.isEmpty();
        List<String> names = all ? store.names() : request.targets.stream().distinct().toList();
        if (names.isEmpty()) {
            throw new NotFoundException("no targets");
        }
        List<Target> opened = new ArrayList<>();
        try {
            RefusedException refusal = null;
            for (String name : names) {
                try {
                    if (isExpired(name, database)) {
                        throw expired(name);
                    }
                    opened.add(store.open(name));
                } catch (RefusedException e) {
                    refusal = e;
                    if (!all) {
                        throw e;
                    }
                    switch (e) {
                        case InvalidTargetException invalid -> listener.invalidTarget(invalid);
                        default -> listener.expired(name);
                    }
                }
            }
            if (opened.isEmpty() && refusal != null) {
                throw refusal;
            }
            return opened;
        } catch (RuntimeException e) {
            opened.forEach(Target::close);
            throw e;
        }
    }

    private boolean isExpired(String target, Database database) {
        return database.read(handle ->
                new GovernanceRepository(handle).isExpired(target, environment.clock().instant()));
    }

    private static RefusedException expired(String target) {
        return new RefusedException(
                "target '%s' has expired and is not searched for; give it a new last day first"
                        .formatted(target));
    }

    private void log(Request request, List<Target> targets, Instant since, Database database) {
        database.write(handle -> {
            for (Target target : targets) {
                AuditLog.append(
                        handle,
                        environment.clock(),
                        request.actor,
                        AuditAction.POSTS_SEARCHED,
                        target.name(),
                        Map.of(
                                "detector", target.sha256(),
                                "since", since.toString(),
                                "recorded", request.recording != Recording.NONE));
            }
        });
    }
}
