package dev.framewatch.desk.review;

import dev.framewatch.desk.store.ReviewRepository.Review;

/** Ends a transaction in which an earlier answer was found. */
final class AnsweredBeforeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Review review;

    AnsweredBeforeException(Review review) {
        super("answered before", null, false, false);
        this.review = review;
    }

    /** Returns the earlier answer. */
    Review review() {
        return review;
    }
}
