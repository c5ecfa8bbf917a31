package dev.framewatch.desk.watch;

import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.PollRepository.Due;
import dev.framewatch.desk.watch.PollStage.PollOutcome;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Polls several sources at once, one per server at a time. A slow source occupies one of a few
 * threads until its own deadline; the others are polled meanwhile, also those that become due in
 * the meantime.
 */
final class ConcurrentPolls {
    /** Enough that a few slow servers delay nobody; each may hold an answer of 16 MB in memory. */
    static final int MAX_AT_ONCE = 4;

    private static final long RECHECK_SECONDS = 1;

    private final Poll poll;

    /** Polls one source. */
    @FunctionalInterface
    interface Poll {
        PollOutcome poll(Due source) throws InterruptedException;
    }

    /** Returns the sources to be polled now. */
    @FunctionalInterface
    interface Pending {
        /**
         * @param started names of those that were polled before in the same call
         */
        List<Due> sources(Set<String> started);
    }

    private record Finished(String server, PollOutcome outcome, @Nullable Throwable failure) {}

    ConcurrentPolls(Poll poll) {
        this.poll = poll;
    }

    /**
     * Polls until nothing is pending and nothing is running.
     *
     * @throws InterruptedException when interrupted; running polls are interrupted, too
     * @throws IllegalStateException when recording a poll failed; the running ones are finished
     */
    PollOutcome run(Pending pending) throws InterruptedException {
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().name("poll-", 0).factory())) {
            try {
                return new Pass(threads).run(pending);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        }
    }

    /** One call of {@link #run}; used by its thread only, except for the queue. */
    private final class Pass {
        private final ExecutorService threads;
        private final Set<String> started = new HashSet<>();
        private final Set<String> busyServers = new HashSet<>();
        private final BlockingQueue<Finished> finished = new LinkedBlockingQueue<>();
        private PollOutcome outcome = PollOutcome.NONE;
        private @Nullable Throwable failure;

        Pass(ExecutorService threads) {
            this.threads = threads;
        }

        PollOutcome run(Pending pending) throws InterruptedException {
            start(pending);
            while (!busyServers.isEmpty()) {
                awaitFinished();
                start(pending);
            }
            if (failure != null) {
                throw new IllegalStateException("a poll was not recorded: " + failure, failure);
            }
            return outcome;
        }

        private void start(Pending pending) {
            if (failure != null) {
                return;
            }
            for (Due source : pending.sources(started)) {
                String server = server(source.settings());
                if (busyServers.size() < MAX_AT_ONCE && busyServers.add(server)) {
                    started.add(source.settings().name());
                    threads.execute(() -> finished.add(finish(source, server)));
                }
            }
        }

        /** Waits for the next one, but not for long: others may have become due meanwhile. */
        private void awaitFinished() throws InterruptedException {
            Finished one = finished.poll(RECHECK_SECONDS, TimeUnit.SECONDS);
            if (one != null) {
                busyServers.remove(one.server);
                outcome = outcome.and(one.outcome);
                failure = failure == null ? one.failure : failure;
            }
        }
    }

    private Finished finish(Due source, String server) {
        try {
            return new Finished(server, poll.poll(source), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finished(server, PollOutcome.FAILED, e);
        } catch (Throwable e) {
            return new Finished(server, PollOutcome.FAILED, e);
        }
    }

    /** Returns what must not be polled twice at once: a server, or whatever is not on one. */
    static String server(SourceSettings source) {
        return switch (source.kind()) {
            case FEED, YTDLP -> server(source.place());
            case TIKTOK_RESEARCH -> source.kind().word();
            case FOLDER, LIST, COMMAND -> source.kind().word() + " " + source.name();
        };
    }

    private static String server(String address) {
        try {
            String authority = new URI(address).getRawAuthority();
            if (authority != null) {
                return authority.replaceFirst("^.*@", "").toLowerCase(Locale.ROOT);
            }
        } catch (URISyntaxException e) {
            // the adapter refuses it with a better message
        }
        return address;
    }
}
