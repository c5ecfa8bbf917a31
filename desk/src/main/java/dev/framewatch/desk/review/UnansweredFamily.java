package dev.framewatch.desk.review;

import dev.framewatch.desk.store.ReviewRepository;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.NotFoundException;
import org.jdbi.v3.core.Handle;

/** Checks that nobody has answered about the clip family of a sighting. */
final class UnansweredFamily {
    private UnansweredFamily() {}

    /**
     * Returns a sighting.
     *
     * @throws NotFoundException if it does not exist
     */
    static Sighting find(Handle handle, String id) {
        Sighting sighting = new SightingRepository(handle).get(id);
        if (sighting == null) {
            throw new NotFoundException("no sighting '%s'".formatted(id));
        }
        return sighting;
    }

    /**
     * Checks a sighting and its clip family.
     *
     * @throws AnsweredBeforeException if somebody has answered
     * @throws ConflictException if the sighting is expired
     */
    static void require(Handle handle, String id) {
        Sighting sighting = find(handle, id);
        new ReviewRepository(handle)
                .ofCluster(sighting.target(), sighting.clusterId())
                .ifPresent(review -> {
                    throw new AnsweredBeforeException(review);
                });
        if (sighting.state() != State.NEW) {
            throw new ConflictException(
                    "sighting '%s' is %s".formatted(id, sighting.state().word()));
        }
    }
}
