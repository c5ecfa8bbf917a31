package dev.framewatch.desk.watch;

import dev.framewatch.desk.health.CanaryRepository;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PollRepository;
import dev.framewatch.desk.store.PollRepository.Due;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.watch.Chore.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Asks Sources for Posts, politely, and takes in what is new. */
final class PollStage {
    /** After so many failures in a row a Source is only tried now and then. */
    static final int BROKEN = 5;

    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration MAX_WAIT = Duration.ofHours(1);

    private final Database database;
    private final Watch.SourceOpener opener;
    private final WatchSettings settings;
    private final Clock clock;
    private final RandomGenerator chance;
    private final WatchListener listener;

    PollStage(
            Database database,
            Watch.SourceOpener opener,
            WatchSettings settings,
            Clock clock,
            RandomGenerator chance,
            WatchListener listener) {
        this.database = database;
        this.opener = opener;
        this.settings = settings;
        this.clock = clock;
        this.chance = chance;
        this.listener = listener;
    }

    /**
     * What came of asking.
     *
     * @param worked whether every Source answered
     * @param moreIn after which more is sure to be there; zero when that is not known
     */
    record Asked(boolean worked, Duration moreIn) {
        private static final Asked NOTHING = new Asked(true, Duration.ZERO);
        private static final Asked FAILED = new Asked(false, Duration.ZERO);

        private Asked and(Asked other) {
            return new Asked(
                    worked && other.worked,
                    moreIn.compareTo(other.moreIn) > 0 ? moreIn : other.moreIn);
        }

        Result result() {
            return new Result(worked, false);
        }
    }

    /** Says so where there is nothing to ask. */
    void sayWhetherAnythingIsAsked() {
        if (database.read(handle -> new PollRepository(handle).all()).isEmpty()) {
            listener.note("there is no source to ask; see framewatch sources add --help");
        }
    }

    /** Asks those whose time has come. */
    Asked askDue() throws InterruptedException {
        Instant now = clock.instant();
        List<Due> due = database.read(handle -> new PollRepository(handle).due(now));
        return askEach(due);
    }

    /** Asks every Source that is not paused. */
    Asked askAll() throws InterruptedException {
        List<Due> all = database.read(handle -> new PollRepository(handle).all());
        return askEach(all);
    }

    private Asked askEach(List<Due> sources) throws InterruptedException {
        Asked all = Asked.NOTHING;
        for (Due source : sources) {
            if (waiting() >= settings.longestQueue()) {
                listener.note(
                        "%d posts wait to be looked at; no more are asked for until some are done"
                                .formatted(waiting()));
                return Asked.FAILED;
            }
            all = all.and(ask(source));
        }
        return all;
    }

    private int waiting() {
        return database.read(handle -> new PostRepository(handle).waiting());
    }

    private Asked ask(Due source) throws InterruptedException {
        try {
            Source.Batch batch = opener.open(source.settings()).poll(source.cursor());
            int fresh = takeIn(source, batch);
            listener.polled(source.settings().name(), batch.posts().size(), fresh, batch.notes());
            return new Asked(true, batch.moreIn());
        } catch (SourceException e) {
            failed(source, e);
            return Asked.FAILED;
        }
    }

    private int takeIn(Due source, Source.Batch batch) {
        Instant now = clock.instant();
        return database.writeAndGet(handle -> {
            PostRepository posts = new PostRepository(handle);
            int fresh = 0;
            for (Post post : batch.posts()) {
                fresh +=
                        posts.found(
                                        post,
                                        source.settings().name(),
                                        source.settings().allowPrivate(),
                                        now)
                                ? 1
                                : 0;
            }
            lookAfterCanaries(new CanaryRepository(handle), source, batch, now);
            new PollRepository(handle)
                    .succeeded(
                            source,
                            now,
                            batch.entries(),
                            fresh,
                            batch.cursor(),
                            now.plus(next(source.settings().every(), batch.moreIn())));
            return fresh;
        });
    }

    private static void lookAfterCanaries(
            CanaryRepository canaries, Due source, Source.Batch batch, Instant now) {
        String name = source.settings().name();
        if (batch.entries() == null) {
            canaries.unchanged(name, now);
        } else {
            canaries.brought(name, batch.posts().stream().map(Post::id).toList(), now);
        }
    }

    private Duration next(Duration every, Duration moreIn) {
        Duration usual = jittered(every);
        return moreIn.isZero() || moreIn.compareTo(usual) > 0 ? usual : moreIn;
    }

    /** Sources that were added together are not asked together for ever. */
    private Duration jittered(Duration every) {
        long millis = every.toMillis();
        return Duration.ofMillis(millis - chance.nextLong(millis / 10 + 1));
    }

    private void failed(Due source, SourceException failure) {
        Duration every = source.settings().every();
        Duration most = every.compareTo(MAX_WAIT) > 0 ? every : MAX_WAIT;
        Duration first = every.compareTo(FIRST_WAIT) < 0 ? every : FIRST_WAIT;
        Duration wait =
                failure.isForGood()
                                || (source.failures() + 1 >= BROKEN && failure.retryAfter() == null)
                        ? jittered(most)
                        : new Backoff(first, most, chance)
                                .after(source.failures() + 1, failure.retryAfter());
        Instant now = clock.instant();
        String why = String.valueOf(failure.getMessage());
        database.write(
                handle -> new PollRepository(handle).failed(source, now, why, now.plus(wait)));
        listener.pollFailed(source.settings().name(), why, wait);
    }
}
