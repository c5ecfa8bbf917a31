package dev.framewatch.desk.review;

import dev.framewatch.desk.store.ReviewRepository.Review;
import java.util.Optional;

/** What became of an answer that had to be the first one about a clip family. */
public sealed interface FirstAnswer {
    /**
     * It is recorded.
     *
     * @param lost reason why no frames could be kept for training, for display; or empty
     */
    record Recorded(Optional<String> lost) implements FirstAnswer {}

    /**
     * Somebody was first, and nothing was changed.
     *
     * @param review that answer
     */
    record Earlier(Review review) implements FirstAnswer {}
}
