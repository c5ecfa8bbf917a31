package dev.framewatch.web.live;

import dev.framewatch.desk.api.EventDto;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The events of one window: first those that it missed, then those that happen. */
final class Subscription implements AutoCloseable {
    /** A window that is so far behind reloads its page instead. */
    static final int MAX_MISSED = 500;

    private static final int MAX_WAITING = 1_000;

    private final LiveFeed.EventSource events;
    private final Consumer<Subscription> closing;
    private final BlockingQueue<Item> waiting = new LinkedBlockingQueue<>();
    private final Deque<EventDto> missed = new ArrayDeque<>();
    private long last;
    private boolean isReplayed;

    /** What a window is told next. */
    sealed interface Item {
        /** Something happened. */
        record Happened(EventDto event) implements Item {}

        /** So much happened that the page is to be loaded again; the ID is that of the latest. */
        record Reload(long id) implements Item {}

        /** Nothing happened for a while. */
        record Silence() implements Item {}

        /** The stream ends: the desk stops, or the window is too slow and connects again. */
        record End() implements Item {}
    }

    Subscription(LiveFeed.EventSource events, long after, Consumer<Subscription> closing) {
        this.events = events;
        this.last = after;
        this.closing = closing;
    }

    void offer(EventDto event) {
        if (waiting.size() >= MAX_WAITING) {
            end();
            closing.accept(this);
        } else {
            waiting.add(new Item.Happened(event));
        }
    }

    void end() {
        waiting.add(new Item.End());
    }

    /** Returns what the window is told next, and waits for it. */
    Item next(Duration patience) throws InterruptedException {
        if (!isReplayed) {
            isReplayed = true;
            List<EventDto> earlier = events.after(last, MAX_MISSED + 1);
            if (earlier.size() > MAX_MISSED) {
                last = events.lastId();
                return new Item.Reload(last);
            }
            missed.addAll(earlier);
        }
        EventDto earlier = missed.poll();
        if (earlier != null) {
            last = earlier.id();
            return new Item.Happened(earlier);
        }
        while (true) {
            Item item = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            switch (item) {
                case null -> {
                    return new Item.Silence();
                }
                case Item.Happened(EventDto event) when event.id() <= last -> {} // replayed
                case Item.Happened(EventDto event) -> {
                    last = event.id();
                    return item;
                }
                default -> {
                    return item;
                }
            }
        }
    }

    @Override
    public void close() {
        closing.accept(this);
    }
}
