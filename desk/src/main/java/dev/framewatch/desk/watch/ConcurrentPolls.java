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
 * Polls several sources at once, but only one per server. A slow source occupies one of a few
 * threads until its deadline; meanwhile other sources are polled, including those that become due.
 */
final class ConcurrentPolls {
    /**
     * Enough that a few slow servers delay nothing; each may hold a response of 16 MB in memory.
     */
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
         * @param started names of the sources already polled in this call
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
     * @param pending supplies the sources to poll
     * @return the combined outcome
     * @throws InterruptedException if interrupted; running polls are interrupted too
     * @throws IllegalStateException if a poll could not be recorded; running polls are finished
     *     first
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

    /** State of one call of {@link #run}; confined to its thread, except for the queue. */
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
                throw new IllegalStateException("cannot record a poll: " + failure, failure);
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

        /** Waits briefly for the next poll to finish; other sources may become due meanwhile. */
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

    /**
     * Returns the key of a source's server, or of the source itself if it has none; polls with the
     * same key never overlap.
     */
    static String server(SourceSettings source) {
        return switch (source.kind()) {
            case FEED, YTDLP -> server(source.place());
            case TIKTOK_RESEARCH -> source.kind().word();
            case FOLDER, LIST, COMMAND -> source.kind().word() + " " + source.name();
        };
    }

    private static String server(String url) {
        try {
            String authority = new URI(url).getRawAuthority();
            if (authority != null) {
                return authority.replaceFirst("^.*@", "").toLowerCase(Locale.ROOT);
            }
        } catch (URISyntaxException e) {
            // the adapter rejects it with a better message
        }
        return url;
    }
}
