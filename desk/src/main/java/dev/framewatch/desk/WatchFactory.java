package dev.framewatch.desk;

import dev.framewatch.desk.alert.Delivery;
import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.alert.send.SenderFactory;
import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.desk.fetch.FetchLimits;
import dev.framewatch.desk.fetch.FetchedMedia;
import dev.framewatch.desk.fetch.Fetcher;
import dev.framewatch.desk.governance.GovernanceRepository;
import dev.framewatch.desk.health.OutageDetector;
import dev.framewatch.desk.http.OutgoingProxy;
import dev.framewatch.desk.http.ServerClocks;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.desk.source.SourceAccess;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.ytdlp.YtDlpSettings;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.SourceRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.timestamp.PendingTimestamps;
import dev.framewatch.desk.timestamp.TimestampClient;
import dev.framewatch.desk.trend.TrendDetector;
import dev.framewatch.desk.trend.TrendRule;
import dev.framewatch.desk.watch.ScheduledTask;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import dev.framewatch.desk.watch.Supervisor;
import dev.framewatch.desk.watch.Watch;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.desk.watch.WatchSettings;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.desk.ytdlp.YtDlpOptions;
import dev.framewatch.error.ConflictException;
import dev.framewatch.home.Home;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Composition root of the watch: creates and owns all its parts for one home folder. */
public final class WatchFactory implements AutoCloseable {
    private static final Duration DELIVERY_INTERVAL = Duration.ofMinutes(1);
    private static final Duration CHECK_INTERVAL = Duration.ofMinutes(10);
    private static final Duration FETCH_TIMEOUT = Duration.ofMinutes(10);
    private static final int MAX_STILLS = 100;

    private final Database database;
    private final WebClients web;
    private final ServerClocks servers = new ServerClocks();
    private final SenderFactory senders;
    private final Watch watch;
    private List<String> lastFailures = List.of();

    private WatchFactory(RuntimeContext context, WatchSettings settings, WatchListener listener)
            throws IOException {
        this.database = Database.open(context.home);
        this.web = WebClients.create(context.environment, context.clock, servers);
        this.senders =
                new SenderFactory(context.home, database, context.clock, context.environment);
        try {
            this.watch =
                    Watch.open(
                            context.home,
                            database,
                            parts(context, settings, listener),
                            settings,
                            context.clock,
                            context.random,
                            listener);
        } catch (IOException | RuntimeException e) {
            closeParts();
            throw e;
        }
    }

    /**
     * Environment in which a watch runs.
     *
     * @param home home folder to watch
     * @param models loads the models that targets share
     * @param environment environment variables of the process: path of yt-dlp, and secrets
     * @param clock source of the current time
     * @param random source of jitter and of unpredictable numbers; must be thread-safe
     * @param supervisor replaces the process if it is no longer sound
     * @param version version of Framewatch
     */
    public record RuntimeContext(
            Home home,
            Function<Backbones, FeatureExtractor> models,
            Map<String, String> environment,
            Clock clock,
            RandomGenerator random,
            Supervisor supervisor,
            String version) {
        public RuntimeContext {
            environment = Map.copyOf(environment);
        }
    }

    /**
     * Creates a watch for a home folder.
     *
     * @param context environment of the watch
     * @param settings settings of the watch
     * @param listener receives progress events
     * @return the watch, to be closed by the caller
     * @throws ConflictException if another process is watching the folder
     * @throws IOException if the folder cannot be used
     */
    public static WatchFactory open(
            RuntimeContext context, WatchSettings settings, WatchListener listener)
            throws IOException {
        OutgoingProxy.of(context.environment)
                .ifPresent(proxy -> listener.note(proxy.description()));
        List<String> known = new TargetStore(context.home.targets()).names();
        settings.targets().keySet().stream()
                .filter(target -> !known.contains(target))
                .forEach(target ->
                        listener.note(
                                "the settings are for a target '%s', which does not exist yet"
                                        .formatted(target)));
        return new WatchFactory(context, settings, listener);
    }

    private Watch.Parts parts(
            RuntimeContext context, WatchSettings settings, WatchListener listener) {
        TargetStore targets = new TargetStore(context.home.targets());
        SourceContext tools =
                new SourceContext(
                        web.open(),
                        web.inside(),
                        context.home.work(),
                        context.clock,
                        context.environment);
        FetchLimits limits =
                new FetchLimits(
                        settings.maxVideoBytes(),
                        settings.maxVideoDuration(),
                        FETCH_TIMEOUT,
                        MAX_STILLS);
        Fetcher fetcher =
                new Fetcher(web.open(), web.inside(), YtDlp.of(context.environment), limits);
        AlertEvents announcements =
                new AlertEvents(new Outbox(context.clock), context.home.directory(), context.clock);
        return new Watch.Parts(
                new SourcePool(tools)::open,
                (post, folder) -> fetch(fetcher, context.environment, post, folder),
                targets,
                context.models,
                target -> !isExpired(target, context.clock),
                announcer(context.clock, settings, announcements::sighted),
                tasks(context, settings, targets, announcements, listener),
                servers,
                Runtime.getRuntime().availableProcessors(),
                context.supervisor,
                context.version);
    }

    /** The media of a source are fetched as its posts are: with its credentials and cookies. */
    private FetchedMedia fetch(
            Fetcher fetcher, Map<String, String> environment, StoredPost post, Path folder)
            throws FetchException, InterruptedException {
        Optional<SourceSettings> source =
                database.read(handle -> new SourceRepository(handle).ofPost(post.id()));
        SourceAccess access = source.map(SourceSettings::access).orElse(null);
        Fetcher own =
                access == null
                        ? fetcher
                        : fetcher.with(source.orElseThrow().server(), access.headers(environment));
        return own.fetch(post.post(), folder, permissions(source.orElse(null), post));
    }

    private static YtDlpOptions permissions(@Nullable SourceSettings source, StoredPost post)
            throws FetchException {
        if (source == null || source.kind() != SourceKind.YTDLP) {
            return new YtDlpOptions(post.allowPrivate(), "");
        }
        try {
            return YtDlpSettings.of(source).permissions().withPrivate(post.allowPrivate());
        } catch (SourceException e) {
            throw new FetchException(FailureKind.LOCAL, String.valueOf(e.getMessage()), e);
        }
    }

    private boolean isExpired(String target, Clock clock) {
        return database.read(
                handle -> new GovernanceRepository(handle).isExpired(target, clock.instant()));
    }

    /**
     * Returns what announces sightings that were not recorded by a watch.
     *
     * @param alerts whether to queue alerts; timestamps are requested in any case
     */
    public static Watch.Announcer announcer(
            Home home, Clock clock, WatchSettings settings, boolean alerts) {
        return announcer(
                clock,
                settings,
                alerts
                        ? new AlertEvents(new Outbox(clock), home.directory(), clock)::sighted
                        : (_, _) -> {});
    }

    private static Watch.Announcer announcer(
            Clock clock, WatchSettings settings, Watch.Announcer alerts) {
        if (settings.timestamps() == null) {
            return alerts;
        }
        PendingTimestamps timestamps = new PendingTimestamps(clock);
        return (handle, facts) -> {
            alerts.sighted(handle, facts);
            timestamps.sighted(handle, facts);
        };
    }

    private List<ScheduledTask> tasks(
            RuntimeContext context,
            WatchSettings settings,
            TargetStore targets,
            AlertEvents announcements,
            WatchListener listener) {
        Clock clock = context.clock;
        TrendDetector trends =
                new TrendDetector(database, TrendRule.STANDARD, clock, announcements);
        OutageDetector health = new OutageDetector(database, clock, announcements);
        Delivery delivery = new Delivery(database, clock, senders, context.random);
        List<ScheduledTask> tasks = new ArrayList<>();
        tasks.add(
                new ScheduledTask(
                        "trends",
                        CHECK_INTERVAL,
                        () -> {
                            trends.check(targets.names());
                            return Result.DONE;
                        }));
        tasks.add(
                new ScheduledTask(
                        "health",
                        CHECK_INTERVAL,
                        () -> {
                            health.check();
                            return Result.DONE;
                        }));
        if (settings.timestamps() != null) {
            tasks.add(
                    new TimestampClient(
                                    database,
                                    context.home.directory(),
                                    settings.timestamps(),
                                    web,
                                    servers,
                                    clock,
                                    context.random)
                            .task());
        }
        tasks.add(
                new ScheduledTask(
                        "deliver", DELIVERY_INTERVAL, true, () -> deliver(delivery, listener)));
        return tasks;
    }

    /** Delivers due messages; reports each failure once, however often it recurs. */
    private Result deliver(Delivery delivery, WatchListener listener) throws InterruptedException {
        List<String> failures = delivery.deliverDue().failures();
        failures.stream()
                .filter(failure -> !lastFailures.contains(failure))
                .forEach(listener::undelivered);
        lastFailures = failures;
        return new Result(failures.isEmpty(), false, delivery.untilNextRetry());
    }

    /** Runs one round, see {@link Watch#once}. */
    public boolean once() throws IOException, InterruptedException {
        return watch.once();
    }

    /** Runs the tasks that are due, see {@link Watch#round}. */
    public boolean round() throws InterruptedException {
        return watch.round();
    }

    /** Runs until stopped, see {@link Watch#run}. */
    public void run() throws IOException, InterruptedException {
        watch.run();
    }

    /** Stops {@link #run} from another thread. */
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
                web;
                senders) {
            // closes each of them, even if closing another fails
        }
    }
}
