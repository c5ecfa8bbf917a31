package dev.framewatch.desk.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.SourceFactory;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.SourceRepository;
import dev.framewatch.home.Home;
import dev.framewatch.testing.LoopbackSite;
import dev.framewatch.testing.MutableClock;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PollStageTest {
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int CHUNK = 1 << 16;
    private static final int LARGE = 16 << 20;
    private static final Source NOTHING = cursor -> new Source.Batch(List.of(), cursor, List.of());

    @TempDir private Path home;

    private final MutableClock clock = new MutableClock("2026-03-01T12:00:00Z");
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private Consumer<String> whenPolled = _ -> {};
    @AutoClose private Database database;

    @BeforeEach
    void aDatabase() throws Exception {
        database = Database.open(Home.in(home));
    }

    private PollStage polling(Watch.SourceOpener opener) {
        WatchListener listener =
                new WatchListener() {
                    @Override
                    public void note(String text) {
                        notes.add(text);
                    }

                    @Override
                    public void polled(String source, int items, int fresh, List<String> said) {
                        whenPolled.accept(source);
                    }
                };
        WatchSettings settings = WatchSettings.standard();
        return new PollStage(
                database,
                opener,
                settings,
                clock,
                new Random(1),
                new Concerns(database, clock),
                listener,
                () -> false);
    }

    private void add(String name, SourceKind kind, String place) {
        SourceSettings settings = new SourceSettings(name, kind, place, EVERY, true);
        database.write(handle -> new SourceRepository(handle).add(settings, clock.instant()));
    }

    private SourceRepository.Row source(String name) {
        return database.read(handle -> new SourceRepository(handle).get(name)).orElseThrow();
    }

    private Duration wait(String name) {
        return Duration.between(clock.instant(), source(name).dueAt());
    }

    @Test
    void anAnswerOf16MbThatComesSlowlyDelaysNoOtherSource() throws Exception {
        CountDownLatch healthyAnswered = new CountDownLatch(3);
        CountDownLatch slowAsked = new CountDownLatch(1);
        try (LoopbackSite slow = new LoopbackSite();
                LoopbackSite healthy = new LoopbackSite();
                WebClient web = new WebClient(AddressPolicy.PRIVATE_TOO, clock)) {
            slow.on(
                    "/feed.json",
                    exchange -> {
                        slowAsked.countDown();
                        exchange.sendResponseHeaders(200, 0);
                        stream(exchange.getResponseBody(), healthyAnswered);
                    });
            healthy.on("/feed.json", LoopbackSite.content("application/feed+json", feed("")));
            whenPolled =
                    source -> {
                        if (source.equals("b-healthy") && healthyAnswered.getCount() > 0) {
                            healthyAnswered.countDown();
                            clock.advance(EVERY); // and so it is due again
                        }
                    };
            add("a-slow", SourceKind.FEED, slow.at("/feed.json").toString());
            add("b-healthy", SourceKind.FEED, healthy.at("/feed.json").toString());
            SourceContext tools =
                    new SourceContext(web, web, home.resolve("work"), clock, Map.of());
            assertThat(
                            polling(settings -> SourceFactory.open(settings, tools))
                                    .pollDueSources()
                                    .succeeded())
                    .isTrue();
            assertThat(slowAsked.getCount()).isZero();
            assertThat(healthy.asked()).hasSizeGreaterThanOrEqualTo(3);
        }
        assertThat(source("a-slow").lastSuccess()).isNotNull();
        assertThat(source("b-healthy").failures()).isZero();
    }

    /** Sends half of the response at once, the rest after the other source was polled. */
    private static void stream(OutputStream out, CountDownLatch rest) throws IOException {
        byte[] feed = feed("x".repeat(LARGE - 1000));
        for (int at = 0; at < feed.length; at += CHUNK) {
            if (at > feed.length / 2) {
                await(rest);
            }
            out.write(feed, at, Math.min(CHUNK, feed.length - at));
        }
    }

    private static byte[] feed(String caption) {
        return """
        {"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"1","content_text":"%s",
        "attachments":[{"url":"https://media.example/1.mp4","mime_type":"video/mp4"}]}]}\
        """
                .formatted(caption)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whateverAnAdapterThrowsIsItsSourcesFailureAndTheNextIsServed() throws Exception {
        Map<String, Throwable> thrown =
                Map.of(
                        "a-null", new NullPointerException("a private text"),
                        "b-argument", new IllegalArgumentException("x"),
                        "c-file", new UncheckedIOException(new IOException("x")),
                        "d-deep", new StackOverflowError(),
                        "e-memory", new OutOfMemoryError("Java heap space"),
                        "f-class", new NoClassDefFoundError("x"),
                        "g-assert", new AssertionError("x"),
                        "h-error", new Error("x"));
        thrown.keySet().forEach(name -> add(name, SourceKind.COMMAND, "x.yaml"));
        add("opening", SourceKind.COMMAND, "x.yaml");
        add("saying", SourceKind.COMMAND, "x.yaml");
        add("z-healthy", SourceKind.COMMAND, "x.yaml");
        PollStage polling =
                polling(settings ->
                        switch (settings.name()) {
                            case "opening" -> throw new IllegalStateException("x");
                            case "saying" -> throw new SourceException("it is closed");
                            case "z-healthy" -> NOTHING;
                            default -> _ -> sneak(requireNonNull(thrown.get(settings.name())));
                        });
        assertThat(polling.pollDueSources().succeeded()).isFalse();
        thrown.forEach((name, what) -> {
            assertThat(source(name).lastFailure())
                    .isEqualTo(
                            "cannot process its response (%s)"
                                    .formatted(what.getClass().getSimpleName()));
            assertThat(source(name).failures()).isEqualTo(1);
            assertThat(wait(name)).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
        });
        assertThat(source("opening").lastFailure()).contains("IllegalStateException");
        assertThat(source("saying").lastFailure()).isEqualTo("it is closed");
        assertThat(source("z-healthy").lastSuccess()).isEqualTo(clock.instant());
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> Source.Batch sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Test
    void fourFailuresAreWaitedForLongerEachTimeAndTheFifthPutsItOnTheSlowInterval()
            throws Exception {
        add("bad", SourceKind.COMMAND, "x.yaml");
        PollStage polling =
                polling(_ -> {
                    throw new SourceException("it is closed");
                });
        for (int failures = 1; failures <= 4; failures++) {
            polling.pollDueSources();
            Duration whole = Duration.ofMinutes(1L << (failures - 1));
            assertThat(wait("bad")).isBetween(whole.dividedBy(2), whole);
            clock.advance(whole);
        }
        polling.pollDueSources();
        assertThat(source("bad").failures()).isEqualTo(5);
        assertThat(wait("bad")).isBetween(Duration.ofMinutes(54), Duration.ofHours(1));
    }

    @Test
    void whatAServerAsksForIsKeptEvenAfterManyFailures() throws Exception {
        add("busy", SourceKind.COMMAND, "x.yaml");
        PollStage polling =
                polling(_ -> {
                    throw new SourceException("too often", Duration.ofHours(3), null);
                });
        for (int failures = 1; failures <= 6; failures++) {
            polling.pollDueSources();
            assertThat(wait("busy")).isEqualTo(Duration.ofHours(3));
            clock.advance(Duration.ofHours(3));
        }
    }

    @Test
    void fourSourcesAreAskedAtOnceAndNoMore() throws Exception {
        CyclicBarrier four = new CyclicBarrier(4);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            add("source" + i, SourceKind.COMMAND, "x.yaml");
        }
        PollStage polling =
                polling(_ ->
                        cursor -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            try {
                                four.await(60, TimeUnit.SECONDS);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                            now.decrementAndGet();
                            return NOTHING.poll(cursor);
                        });
        assertThat(polling.pollAll().succeeded()).isTrue();
        assertThat(most).hasValue(4);
    }

    @Test
    void aServerIsAskedForOneThingAtATime() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            add("feed" + i, SourceKind.FEED, "https://user%d@news.example/feed%d".formatted(i, i));
        }
        CountDownLatch another = new CountDownLatch(1);
        add("other", SourceKind.FEED, "https://other.example/feed");
        PollStage polling =
                polling(settings ->
                        cursor -> {
                            if (settings.name().equals("other")) {
                                another.countDown();
                                return NOTHING.poll(cursor);
                            }
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            await(another);
                            now.decrementAndGet();
                            return NOTHING.poll(cursor);
                        });
        assertThat(polling.pollAll().succeeded()).isTrue();
        assertThat(most).hasValue(1);
    }

    @Test
    void aFullQueueIsSaidOnceAndNothingIsAsked() throws Exception {
        add("feed", SourceKind.COMMAND, "x.yaml");
        AtomicInteger asked = new AtomicInteger();
        WatchListener listener =
                new WatchListener() {
                    @Override
                    public void note(String text) {
                        notes.add(text);
                    }
                };
        database.write(handle -> {
            for (int i = 0; i < 5_000; i++) {
                handle.execute(
                        "insert into post (id, platform, platform_id, source,"
                                + " allow_private, author_id, author, caption, hashtags,"
                                + " media, metadata, found_at, status, due_at) values (?,"
                                + " 'web', ?, 'feed', 0, '', '', '', '[]', '', '{}', 0,"
                                + " 'found', 0)",
                        "p" + i,
                        "p" + i);
            }
        });
        PollStage polling =
                new PollStage(
                        database,
                        _ -> {
                            asked.incrementAndGet();
                            return NOTHING;
                        },
                        WatchSettings.standard(),
                        clock,
                        new Random(1),
                        new Concerns(database, clock),
                        listener,
                        () -> false);
        Instant before = source("feed").dueAt();
        assertThat(polling.pollDue().succeeded()).isFalse();
        assertThat(polling.pollDue().succeeded()).isFalse();
        assertThat(asked).hasValue(0);
        assertThat(notes).singleElement().asString().startsWith("5,000 or more posts are pending");
        assertThat(source("feed").dueAt()).isEqualTo(before);
        database.jdbi().useHandle(handle -> handle.execute("delete from post where id = 'p1'"));
        assertThat(polling.pollDue().succeeded()).isTrue();
        assertThat(asked).hasValue(1);
    }
}
