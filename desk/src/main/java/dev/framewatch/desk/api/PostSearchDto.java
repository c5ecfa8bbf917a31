package dev.framewatch.desk.api;

import dev.framewatch.desk.search.PostSearch;
import java.time.Instant;

/**
 * What was searched and what was not: the last line of {@code posts search --json}.
 *
 * @param searched the numbers
 */
public record PostSearchDto(Numbers searched) {
    /**
     * Numbers of posts.
     *
     * @param since time from which on posts were judged
     * @param posts judged posts of that period
     * @param seen posts whose storyboard was searched as a whole
     * @param notSeen all others: the sum of the next three
     * @param withoutStoryboard none was kept, or no longer
     * @param damaged the storyboard is damaged
     * @param incomplete the watch could read the video only in part
     * @param matches posts and targets with a match
     * @param unconfirmed posts and targets with a match that nothing confirmed
     * @param newSightings sightings that were recorded and had not been before
     */
    public record Numbers(
            Instant since,
            int posts,
            int seen,
            int notSeen,
            int withoutStoryboard,
            int damaged,
            int incomplete,
            int matches,
            int unconfirmed,
            int newSightings) {}

    /** Returns the JSON shape of a summary. */
    public static PostSearchDto of(PostSearch.Summary summary) {
        return new PostSearchDto(
                new Numbers(
                        summary.since(),
                        summary.posts(),
                        summary.seen(),
                        summary.notSeen(),
                        summary.withoutStoryboard(),
                        summary.damaged(),
                        summary.incomplete(),
                        summary.matches(),
                        summary.unconfirmed(),
                        summary.newSightings()));
    }
}
