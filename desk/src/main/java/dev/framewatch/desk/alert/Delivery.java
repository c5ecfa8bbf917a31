package dev.framewatch.desk.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;

/**
 * Sends what waits in the outbox: on each channel one after the other, so that nothing overtakes
 * anything, and all channels side by side. What was sent is recorded right after the answer; a
 * crash in between sends it once more, with the same id. One caller at a time.
 */
public final class Delivery {
    private final Jdbi jdbi;
    private final Clock clock;
    private final Sender sender;

    public Delivery(Jdbi jdbi, Clock clock, Sender sender) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.sender = sender;
    }

    /**
     * What a round did.
     *
     * @param sent parcels that were taken
     * @param failures why others were not, a sentence for each channel
     */
    public record Round(int sent, List<String> failures) {
        public Round {
            failures = List.copyOf(failures);
        }
    }

    /**
     * Sends all that is due.
     *
     * @throws InterruptedException when it is told to stop; what was not sent waits
     */
    public synchronized Round deliverDue() throws InterruptedException {
        List<Channel> channels = jdbi.withHandle(Channels::withWork);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Round>> tasks = new ArrayList<>();
            for (Channel channel : channels) {
                tasks.add(() -> deliver(channel, new Queue(channel, Patience.USUAL)));
            }
            int sent = 0;
            List<String> failures = new ArrayList<>();
            for (Future<Round> done : threads.invokeAll(tasks)) {
                Round round = result(done);
                sent += round.sent;
                failures.addAll(round.failures);
            }
            return new Round(sent, failures);
        }
    }

    /**
     * Sends a marked test now, past the outbox, whatever the channel's hours and state.
     *
     * @return what the other side said, for people
     * @throws NotDelivered when it was not taken
     */
    public String test(Channel channel) throws NotDelivered, InterruptedException {
        Instant now = clock.instant();
        Announcement test = new Announcement.Test(channel.name(), now);
        return sender.send(
                channel, Parcel.of(new Parcel.Item(Outbox.id(channel, test.key()), now, test)));
    }

    private static Round result(Future<Round> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a channel's messages could not be sent", e.getCause());
        }
    }

    private Round deliver(Channel channel, Queue queue) throws InterruptedException {
        int sent = 0;
        List<String> failures = new ArrayList<>();
        while (true) {
            Optional<Parcel> parcel =
                    jdbi.inTransaction(handle -> queue.next(handle, clock.instant()));
            if (parcel.isEmpty()) {
                return new Round(sent, failures);
            }
            try {
                send(channel, parcel.get());
            } catch (NotDelivered e) {
                failures.add(channel.name() + ": " + e.getMessage());
                if (fails(queue, parcel.get(), e)) {
                    continue;
                }
                return new Round(sent, failures);
            }
            jdbi.useTransaction(handle -> queue.sent(handle, parcel.get(), clock.instant()));
            sent++;
        }
    }

    private boolean fails(Queue queue, Parcel parcel, NotDelivered failure) {
        return jdbi.inTransaction(handle -> queue.failed(handle, parcel, failure, clock.instant()));
    }

    /** A parcel that the program stumbles over must not keep back those behind it. */
    private void send(Channel channel, Parcel parcel) throws NotDelivered, InterruptedException {
        try {
            sender.send(channel, parcel);
        } catch (RuntimeException e) {
            throw new NotDelivered(
                    NotDelivered.Outlook.REFUSED,
                    "could not be written (" + e.getClass().getSimpleName() + ")",
                    e);
        }
    }
}
