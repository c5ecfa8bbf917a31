package dev.framewatch.desk;

import dev.framewatch.desk.alert.Delivery;
import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.alert.send.SenderFactory;
import dev.framewatch.desk.fetch.FetchLimits;
import dev.framewatch.desk.fetch.Fetcher;
import dev.framewatch.desk.governance.GovernanceRepository;
import dev.framewatch.desk.health.OutageDetector;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.timestamp.PendingTimestamps;
import dev.framewatch.desk.timestamp.TimestampClient;
import dev.framewatch.desk.trend.TrendDetector;
import dev.framewatch.desk.trend.TrendRule;
import dev.framewatch.desk.watch.ScheduledTask;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import dev.framewatch.desk.watch.Watch;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.desk.watch.WatchSettings;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.error.ConflictException;
import dev.framewatch.home.Home;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The watch of a home folder with all its parts, as they are shipped. */
public final class WatchFactory implements AutoCloseable {
    private static final Duration DELIVERY_INTERVAL = Duration.ofMinutes(1);
    private static final Duration CHECK_INTERVAL = Duration.ofMinutes(10);
    private static final Duration FETCH_TIMEOUT = Duration.ofMinutes(10);
    private static final int MAX_STILLS = 100;

    private final Database database;
    private final WebClient publicClient;
    private final WebClient privateClient;
    private final SenderFactory senders;
    private final Watch watch;
    private List<String> lastFailures = List.of();

    private WatchFactory(RuntimeContext around, WatchSettings settings, WatchListener listener)
            throws IOException {
        this.database = Database.open(around.home);
        this.publicClient = new WebClient(AddressPolicy.PUBLIC_ONLY, around.clock);
        this.privateClient = new WebClient(AddressPolicy.PRIVATE_TOO, around.clock);
        this.senders = new SenderFactory(around.home, database, around.clock, around.environment);
        try {
            this.watch =
                    Watch.open(
                            around.home,
                            database,
                            parts(around, settings, listener),
                            settings,
                            around.clock,
                            around.random,
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
     * @param random for jitter and for numbers that nobody should guess; used by several threads at
     *     once
     * @param version of the program
     */
    public record RuntimeContext(
            Home home,
            Function<Backbones, FeatureExtractor> models,
            Map<String, String> environment,
            Clock clock,
            RandomGenerator random,
            String version) {
        public RuntimeContext {
            environment = Map.copyOf(environment);
        }
    }

    /**
     * Puts everything together.
     *
     * @throws ConflictException when another process watches the folder
     * @throws IOException when it cannot be used
     */
    public static WatchFactory open(
            RuntimeContext around, WatchSettings settings, WatchListener listener)
            throws IOException {
        return new WatchFactory(around, settings, listener);
    }

    private Watch.Parts parts(
            RuntimeContext around, WatchSettings settings, WatchListener listener) {
        TargetStore targets = new TargetStore(around.home.targets());
        SourceContext tools =
                new SourceContext(
                        publicClient,
                        privateClient,
                        around.home.work(),
                        around.clock,
                        around.environment);
        FetchLimits limits =
                new FetchLimits(
                        settings.maxVideoBytes(),
                        settings.maxVideoDuration(),
                        FETCH_TIMEOUT,
                        MAX_STILLS);
        Fetcher fetcher =
                new Fetcher(publicClient, privateClient, YtDlp.of(around.environment), limits);
        AlertEvents announcements =
                new AlertEvents(new Outbox(around.clock), around.home.directory(), around.clock);
        return new Watch.Parts(
                new SourcePool(tools)::open,
                fetcher::fetch,
                targets,
                around.models,
                target -> !isExpired(target, around.clock),
                announcer(around.clock, settings, announcements),
                tasks(around, settings, targets, announcements, listener),
                Runtime.getRuntime().availableProcessors(),
                around.version);
    }

    private boolean isExpired(String target, Clock clock) {
        return database.read(
                handle -> new GovernanceRepository(handle).isExpired(target, clock.instant()));
    }

    private static Watch.Announcer announcer(
            Clock clock, WatchSettings settings, AlertEvents announcements) {
        if (settings.timestamps() == null) {
            return announcements::sighted;
        }
        PendingTimestamps timestamps = new PendingTimestamps(clock);
        return (handle, facts) -> {
            announcements.sighted(handle, facts);
            timestamps.sighted(handle, facts);
        };
    }

    private List<ScheduledTask> tasks(
            RuntimeContext around,
            WatchSettings settings,
            TargetStore targets,
            AlertEvents announcements,
            WatchListener listener) {
        Clock clock = around.clock;
        TrendDetector trends =
                new TrendDetector(database, TrendRule.STANDARD, clock, announcements);
        OutageDetector health = new OutageDetector(database, clock, announcements);
        Delivery delivery = new Delivery(database, clock, senders, around.random);
        List<ScheduledTask> chores = new ArrayList<>();
        chores.add(
                new ScheduledTask(
                        "trends",
                        CHECK_INTERVAL,
                        () -> {
                            trends.check(targets.names());
                            return Result.DONE;
                        }));
        chores.add(
                new ScheduledTask(
                        "health",
                        CHECK_INTERVAL,
                        () -> {
                            health.check();
                            return Result.DONE;
                        }));
        chores.add(
                new ScheduledTask(
                        "old messages",
                        CHECK_INTERVAL,
                        () -> {
                            Instant before = clock.instant().minus(settings.keepPosts());
                            database.write(handle -> Outbox.delete(handle, before));
                            return Result.DONE;
                        }));
        if (settings.timestamps() != null) {
            chores.add(
                    new TimestampClient(
                                    database,
                                    around.home.directory(),
                                    settings.timestamps(),
                                    publicClient,
                                    clock,
                                    around.random)
                            .task());
        }
        chores.add(
                new ScheduledTask(
                        "deliver", DELIVERY_INTERVAL, true, () -> deliver(delivery, listener)));
        return chores;
    }

    /** What fails is said once, however often it fails. */
    private Result deliver(Delivery delivery, WatchListener listener) throws InterruptedException {
        List<String> failures = delivery.deliverDue().failures();
        failures.stream()
                .filter(failure -> !lastFailures.contains(failure))
                .forEach(listener::undelivered);
        lastFailures = failures;
        return new Result(failures.isEmpty(), false, delivery.untilNextRetry());
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
    public void run() throws IOException, InterruptedException {
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
                publicClient;
                privateClient;
                senders) {
            // each is closed, whatever happens to the others
        }
    }
}
