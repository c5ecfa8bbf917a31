package dev.framewatch.desk.service;

import dev.framewatch.desk.api.LostPostDto;
import dev.framewatch.desk.api.RetriedPostsDto;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.LostPostRepository;
import dev.framewatch.desk.store.LostPostRepository.Retried;
import dev.framewatch.desk.store.SourceRepository;
import dev.framewatch.error.NotFoundException;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Lists the posts that were given up without a verdict, and has them tried again. */
public final class PostService {
    private final Database database;
    private final Clock clock;

    PostService(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Returns the lost posts, the last one first.
     *
     * @param source name of the source; null for all
     * @throws NotFoundException if there is no such source
     */
    public List<LostPostDto> lost(@Nullable String source) {
        return database.read(handle -> {
            requireKnown(handle, source);
            return new LostPostRepository(handle)
                    .list(source).stream().map(LostPostDto::of).toList();
        });
    }

    /**
     * Queues the lost posts again, and makes those due that wait for another try. A running watch
     * takes them up at once.
     *
     * @param source name of the source; null for all
     * @throws NotFoundException if there is no such source
     */
    public RetriedPostsDto retry(@Nullable String source) {
        Retried retried =
                database.writeAndGet(handle -> {
                    requireKnown(handle, source);
                    return new LostPostRepository(handle).retry(source, clock.instant());
                });
        return new RetriedPostsDto(retried.lost(), retried.waiting(), retried.erased());
    }

    /** A source that was removed still has posts. */
    private static void requireKnown(Handle handle, @Nullable String source) {
        if (source != null
                && new SourceRepository(handle).get(source).isEmpty()
                && !new LostPostRepository(handle).isKnown(source)) {
            throw new NotFoundException("no source '%s'".formatted(source));
        }
    }
}
