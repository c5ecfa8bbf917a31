package dev.framewatch.desk;

import dev.framewatch.desk.alert.Delivery;
import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.alert.send.Senders;
import dev.framewatch.desk.feed.SourceTools;
import dev.framewatch.desk.fetch.FetchLimits;
import dev.framewatch.desk.fetch.Fetcher;
import dev.framewatch.desk.health.HealthWatch;
import dev.framewatch.desk.http.AddressRules;
import dev.framewatch.desk.http.Web;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.terms.TargetTerms;
import dev.framewatch.desk.timestamp.PendingTimestamps;
import dev.framewatch.desk.timestamp.Timestamping;
import dev.framewatch.desk.trend.TrendRule;
import dev.framewatch.desk.trend.TrendWatch;
import dev.framewatch.desk.watch.Chore;
import dev.framewatch.desk.watch.Chore.Result;
import dev.framewatch.desk.watch.Watch;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.desk.watch.WatchSettings;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.TargetStore;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The watch of a home folder with all its parts, as they are shipped. */
public final class Newsdesk implements AutoCloseable {
    private static final Duration DELIVERING = Duration.ofSeconds(2);
    private static final Duration LOOKING = Duration.ofMinutes(10);
    private static final Duration FETCHING = Duration.ofMinutes(10);
    private static final int STILLS = 100;

    private final Database database;
    private final Web outside;
    private final Web inside;
    private final Senders senders;
    private final Watch watch;
    private List<String> undelivered = List.of();

    private Newsdesk(Surroundings around, WatchSettings settings, WatchListener listener)
            throws IOException {
        this.database = Database.open(around.home);
        this.outside = new Web(AddressRules.PUBLIC_ONLY, around.clock);
        this.inside = new Web(AddressRules.PRIVATE_TOO, around.clock);
        this.senders = new Senders(around.home, database.jdbi(), around.clock, around.environment);
        try {
            this.watch =
                    Watch.open(
                            around.home,
                            database,
                            parts(around, settings, listener),
                            settings,
                            around.clock,
                            around.chance,
                            listener);
        } catch (IOException | RuntimeException e) {
            closeParts();
            throw e;
        }
    }

    /**
     * What a watch finds in the world around it.
     *
     * @param home the folder that is watched
     * @param models loads what Targets share
     * @param environment of the process: where yt-dlp lies, and secrets
     * @param clock what time it is
     * @param chance for jitter
     * @param version of the program
     */
    public record Surroundings(
            Path home,
            Function<Backbones, FeatureExtractor> models,
            Map<String, String> environment,
            Clock clock,
            RandomGenerator chance,
            String version) {
        public Surroundings {
            environment = Map.copyOf(environment);
        }
    }

    /**
     * Puts everything together.
     *
     * @throws IOException when another process watches the folder, or it cannot be used
     */
    public static Newsdesk open(Surroundings around, WatchSettings settings, WatchListener listener)
            throws IOException {
        return new Newsdesk(around, settings, listener);
    }

    private Watch.Parts parts(Surroundings around, WatchSettings settings, WatchListener listener) {
        TargetStore targets = new TargetStore(around.home.resolve("targets"));
        SourceTools tools =
                new SourceTools(
                        outside,
                        inside,
                        around.home.resolve("work"),
                        around.clock,
                        around.environment);
        FetchLimits limits =
                new FetchLimits(settings.mostBytes(), settings.longest(), FETCHING, STILLS);
        Fetcher fetcher = new Fetcher(outside, inside, YtDlp.of(around.environment), limits);
        Announcements announcements =
                new Announcements(new Outbox(around.clock), around.home, around.clock);
        return new Watch.Parts(
                new OpenSources(tools)::open,
                fetcher::fetch,
                targets,
                around.models,
                target -> !isExpired(target, around.clock),
                announcer(around.clock, settings, announcements),
                chores(around, settings, targets, announcements, listener),
                Runtime.getRuntime().availableProcessors(),
                around.version);
    }

    private boolean isExpired(String target, Clock clock) {
        return database.jdbi()
                .withHandle(handle -> new TargetTerms(handle).isExpired(target, clock.instant()));
    }

    private static Watch.Announcer announcer(
            Clock clock, WatchSettings settings, Announcements announcements) {
        if (settings.timestamps() == null) {
            return announcements::sighted;
        }
        PendingTimestamps timestamps = new PendingTimestamps(clock);
        return (handle, facts) -> {
            announcements.sighted(handle, facts);
            timestamps.sighted(handle, facts);
        };
    }

    private List<Chore> chores(
            Surroundings around,
            WatchSettings settings,
            TargetStore targets,
            Announcements announcements,
            WatchListener listener) {
        Clock clock = around.clock;
        TrendWatch trends = new TrendWatch(database, TrendRule.STANDARD, clock, announcements);
        HealthWatch health = new HealthWatch(database, clock, announcements);
        Delivery delivery = new Delivery(database.jdbi(), clock, senders);
        List<Chore> chores = new ArrayList<>();
        chores.add(
                new Chore(
                        "trends",
                        LOOKING,
                        () -> {
                            trends.look(targets.names());
                            return Result.DONE;
                        }));
        chores.add(
                new Chore(
                        "health",
                        LOOKING,
                        () -> {
                            health.look();
                            return Result.DONE;
                        }));
        chores.add(
                new Chore(
                        "old messages",
                        LOOKING,
                        () -> {
                            Instant before = clock.instant().minus(settings.keepPosts());
                            database.jdbi().useTransaction(handle -> Outbox.forget(handle, before));
                            return Result.DONE;
                        }));
        if (settings.timestamps() != null) {
            chores.add(
                    new Timestamping(
                                    database,
                                    around.home,
                                    settings.timestamps(),
                                    outside,
                                    clock,
                                    around.chance)
                            .chore());
        }
        chores.add(new Chore("deliver", DELIVERING, () -> deliver(delivery, listener)));
        return chores;
    }

    /** What fails is said once, however often it fails. */
    private Result deliver(Delivery delivery, WatchListener listener) throws InterruptedException {
        List<String> failures = delivery.deliverDue().failures();
        failures.stream().filter(failure -> !undelivered.contains(failure)).forEach(listener::note);
        undelivered = failures;
        return new Result(failures.isEmpty(), false);
    }

    /** One round, as {@link Watch#once}. */
    public boolean once() throws IOException, InterruptedException {
        return watch.once();
    }

    /** What is due now, as {@link Watch#round}. */
    public boolean round() throws IOException, InterruptedException {
        return watch.round();
    }

    /** Until told to stop, as {@link Watch#run}. */
    public void run() throws InterruptedException {
        watch.run();
    }

    /** Ends {@link #run} from another thread. */
    public void stop() {
        watch.stop();
    }

    @Override
    public void close() throws IOException {
        watch.close();
        closeParts();
    }

    private void closeParts() throws IOException {
        try (database;
                outside;
                inside;
                senders) {
            // each is closed, whatever happens to the others
        }
    }
}
