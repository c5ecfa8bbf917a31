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
 * Delivers the messages in the outbox: in order on each channel, and concurrently across channels.
 * Success is recorded right after the response, so a crash in between leads to a second delivery
 * with the same id (at-least-once). Must be called by one thread at a time.
 */
public final class Delivery {
    /** Delays of 30 s to 1 h; gives up after ten attempts and three days, whichever is later. */
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
     * @param random source of jitter; must be thread-safe
     */
    public Delivery(Database database, Clock clock, Sender sender, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.sender = sender;
        this.random = random;
    }

    /**
     * Result of a delivery round.
     *
     * @param sent number of batches that were accepted
     * @param failures one message per failure
     */
    public record DeliveryResult(int sent, List<String> failures) {
        public DeliveryResult {
            failures = List.copyOf(failures);
        }
    }

    /** Result of one turn of a channel; {@code hasMore} if its queue was not drained. */
    private record Turn(int sent, List<String> failures, boolean hasMore) {}

    /**
     * Delivers all due messages. Channels take turns, so a long queue does not delay new messages
     * on other channels.
     *
     * @return the result of the round
     * @throws InterruptedException if interrupted; undelivered messages stay queued
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
     * Returns the time until the next retry of a failing channel; null if none. Digests and quiet
     * hours end at full minutes, so checking once a minute is enough for them.
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
     * Sends a test message immediately, bypassing the outbox, quiet hours and the state of the
     * channel.
     *
     * @return response of the receiver, for display
     * @throws DeliveryException if it was not accepted
     */
    public String test(Channel channel) throws DeliveryException, InterruptedException {
        Instant now = clock.instant();
        AlertEvent test = new AlertEvent.Test(channel.name(), now);
        return sender.send(
                channel,
                DeliveryBatch.of(
                        new DeliveryBatch.Item(Outbox.id(channel, test.key()), now, test),
                        channel.filter().zone()));
    }

    private static Turn result(Future<Turn> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the messages of a channel could not be sent", e.getCause());
        }
    }

    private Turn turn(Channel channel, MessageQueue queue) throws InterruptedException {
        int sent = 0;
        List<String> failures = new ArrayList<>();
        for (int attempts = 0; attempts < MAX_PER_TURN; attempts++) {
            Optional<DeliveryBatch> batch = next(queue);
            if (batch.isEmpty()) {
                return new Turn(sent, failures, false);
            }
            try {
                send(channel, batch.get());
            } catch (DeliveryException e) {
                failures.add(channel.name() + ": " + e.getMessage());
                boolean next = recordFailure(queue, batch.get(), e);
                log(channel, batch.get(), e);
                if (next) {
                    continue;
                }
                return new Turn(sent, failures, false);
            }
            database.write(handle -> queue.recordSuccess(handle, batch.get(), clock.instant()));
            LOG.atInfo()
                    .addKeyValue("channel", channel.name())
                    .addKeyValue("message", batch.get().id())
                    .addKeyValue("items", batch.get().items().size())
                    .log("delivered");
            sent++;
        }
        return new Turn(sent, failures, true);
    }

    /** Takes the write lock only if there is something to send. */
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

    /**
     * Sends a batch; whatever else is thrown counts as refusal, so it does not block later batches.
     */
    private void send(Channel channel, DeliveryBatch batch)
            throws DeliveryException, InterruptedException {
        try {
            sender.send(channel, batch);
        } catch (OutOfMemoryError e) {
            throw new DeliveryException(
                    DeliveryException.FailureKind.MAY_RECOVER, "not enough memory to send it", e);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            throw new DeliveryException(
                    DeliveryException.FailureKind.REFUSED,
                    "cannot be formatted (" + e.getClass().getSimpleName() + ")",
                    e);
        }
    }
}
