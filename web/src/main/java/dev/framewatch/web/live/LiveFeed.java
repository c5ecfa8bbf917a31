package dev.framewatch.web.live;

import dev.framewatch.desk.api.EventDto;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the events of a home folder for all open streams: one thread polls while there are any,
 * and puts what it finds into the queue of each, so that no stream waits for another.
 */
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration INTERVAL = Duration.ofMillis(300);
    private static final int BATCH = 100;

    /** A browser keeps one stream for each window, and a newsroom has some hundred of them. */
    private static final int MAX_STREAMS = 500;

    private final EventSource events;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread poller;
    private long position;

    /** Where events are stored. */
    public interface EventSource {
        /** Returns the events after one, in commit order. */
        List<EventDto> after(long id, int limit);

        /** Returns the ID of the latest event. */
        long lastId();
    }

    public LiveFeed(EventSource events) {
        this.events = events;
        this.poller = Thread.ofVirtual().name("live-events").start(this::poll);
    }

    private void poll() {
        try {
            while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    deliver();
                } catch (RuntimeException e) {
                    LOG.warn("live updates: events cannot be read", e); // the next poll may succeed
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void deliver() {
        if (subscriptions.isEmpty()) {
            return;
        }
        List<EventDto> news = events.after(position, BATCH);
        for (EventDto event : news) {
            subscriptions.forEach(subscription -> subscription.offer(event));
            position = event.id();
        }
    }

    /**
     * Opens a stream of the events after a given one.
     *
     * @param after ID of the last event that the window knows; negative for what happens from now
     *     on
     * @return the stream, to be closed by the caller; one that has ended if there are too many
     */
    synchronized Subscription subscribe(long after) {
        long last = events.lastId();
        Subscription subscription =
                new Subscription(events, after < 0 ? last : after, subscriptions::remove);
        if (subscriptions.isEmpty()) {
            position = last;
        }
        if (closed.getCount() == 0 || subscriptions.size() >= MAX_STREAMS) {
            subscription.end();
        } else {
            subscriptions.add(subscription);
        }
        return subscription;
    }

    /** Returns the number of open streams. */
    public int streams() {
        return subscriptions.size();
    }

    /** Ends all streams; those that are opened later end at once. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            subscriptions.forEach(Subscription::end);
        }
        try {
            poller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
