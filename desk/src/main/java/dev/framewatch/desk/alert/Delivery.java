package dev.framewatch.desk.alert;

import dev.framewatch.desk.retry.RetryPolicy;
import dev.framewatch.desk.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox: on each channel one after the other, so that nothing overtakes
 * anything, and all channels side by side. What was sent is recorded right after the answer; a
 * crash in between sends it once more, with the same id. One caller at a time.
 */
public final class Delivery {
    /** Half a minute to an hour between attempts, for three days and at least ten times. */
    static final RetryPolicy RETRIES =
            new RetryPolicy(
                    Duration.ofSeconds(30),
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    10,
                    Duration.ofDays(3));

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int MAX_PER_TURN = 20;

    private final Database database;
    private final Clock clock;
    private final Sender sender;
    private final RandomGenerator random;

    public Delivery(Database database, Clock clock, Sender sender) {
        this(database, clock, sender, new Random());
    }

    /**
     * @param random source of the jitter between attempts; used by several threads at once
     */
    public Delivery(Database database, Clock clock, Sender sender, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.sender = sender;
        this.random = random;
    }

    /**
     * What a round did.
     *
     * @param sent parcels that were taken
     * @param failures why others were not, a sentence for each channel
     */
    public record DeliveryResult(int sent, List<String> failures) {
        public DeliveryResult {
            failures = List.copyOf(failures);
        }
    }

    /** What one channel did in a turn; {@code more} when its turn ended before its queue. */
    private record Turn(int sent, List<String> failures, boolean hasMore) {}

    /**
     * Sends all that is due. Channels take turns, so that a long queue does not keep what comes up
     * on the others waiting.
     *
     * @throws InterruptedException when it is told to stop; what was not sent waits
     */
    public synchronized DeliveryResult deliverDue() throws InterruptedException {
        int sent = 0;
        List<String> failures = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Turn turn : turns()) {
                sent += turn.sent;
                failures.addAll(turn.failures);
                more |= turn.hasMore;
            }
        }
        return new DeliveryResult(sent, failures);
    }

    /**
     * Returns how long it takes until a channel that failed is tried again; null for none. Digests
     * and quiet hours end at full minutes; looking once a minute is enough for them.
     */
    public @Nullable Duration untilNextRetry() {
        Instant now = clock.instant();
        return database.read(handle -> Channels.nextRetry(handle, now))
                .map(due -> Duration.between(now, due))
                .orElse(null);
    }

    private List<Turn> turns() throws InterruptedException {
        List<Callable<Turn>> tasks = new ArrayList<>();
        for (Channel channel : database.read(Channels::withPending)) {
            tasks.add(() -> turn(channel, new MessageQueue(channel, RETRIES, random)));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Turn> turns = new ArrayList<>();
            for (Future<Turn> done : threads.invokeAll(tasks)) {
                turns.add(result(done));
            }
            return turns;
        }
    }

    /**
     * Sends a marked test now, past the outbox, whatever the channel's hours and state.
     *
     * @return what the other side said, for people
     * @throws DeliveryException when it was not taken
     */
    public String test(Channel channel) throws DeliveryException, InterruptedException {
        Instant now = clock.instant();
        AlertEvent test = new AlertEvent.Test(channel.name(), now);
        return sender.send(
                channel,
                DeliveryBatch.of(
                        new DeliveryBatch.Item(Outbox.id(channel, test.key()), now, test)));
    }

    private static Turn result(Future<Turn> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a channel's messages could not be sent", e.getCause());
        }
    }

    private Turn turn(Channel channel, MessageQueue queue) throws InterruptedException {
        int sent = 0;
        List<String> failures = new ArrayList<>();
        for (int tried = 0; tried < MAX_PER_TURN; tried++) {
            Optional<DeliveryBatch> parcel = next(queue);
            if (parcel.isEmpty()) {
                return new Turn(sent, failures, false);
            }
            try {
                send(channel, parcel.get());
            } catch (DeliveryException e) {
                failures.add(channel.name() + ": " + e.getMessage());
                boolean next = recordFailure(queue, parcel.get(), e);
                log(channel, parcel.get(), e);
                if (next) {
                    continue;
                }
                return new Turn(sent, failures, false);
            }
            database.write(handle -> queue.recordSuccess(handle, parcel.get(), clock.instant()));
            LOG.atInfo()
                    .addKeyValue("channel", channel.name())
                    .addKeyValue("message", parcel.get().id())
                    .addKeyValue("items", parcel.get().items().size())
                    .log("delivered");
            sent++;
        }
        return new Turn(sent, failures, true);
    }

    /** Takes the write lock only where something is to be sent. */
    private Optional<DeliveryBatch> next(MessageQueue queue) {
        Instant now = clock.instant();
        return database.read(handle -> queue.isReady(handle, now))
                ? database.writeAndGet(handle -> queue.next(handle, now))
                : Optional.empty();
    }

    private void log(Channel channel, DeliveryBatch batch, DeliveryException failure) {
        if (!LOG.isWarnEnabled()) {
            return;
        }
        int attempt = database.read(handle -> MessageQueue.attempts(handle, batch));
        LOG.atWarn()
                .addKeyValue("channel", channel.name())
                .addKeyValue("message", batch.id())
                .addKeyValue("attempt", attempt)
                .addKeyValue("outlook", failure.failureKind())
                .setCause(failure)
                .log("delivery failed");
    }

    private boolean recordFailure(
            MessageQueue queue, DeliveryBatch batch, DeliveryException failure) {
        return database.writeAndGet(
                handle -> queue.recordFailure(handle, batch, failure, clock.instant()));
    }

    /** A parcel that the program stumbles over must not keep back those behind it. */
    private void send(Channel channel, DeliveryBatch batch)
            throws DeliveryException, InterruptedException {
        try {
            sender.send(channel, batch);
        } catch (RuntimeException e) {
            throw new DeliveryException(
                    DeliveryException.FailureKind.REFUSED,
                    "could not be written (" + e.getClass().getSimpleName() + ")",
                    e);
        }
    }
}
