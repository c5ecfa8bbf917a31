package dev.framewatch.desk.month;

import java.time.Instant;

/**
 * A post that will appear.
 *
 * @param id of the post
 * @param at when
 * @param feed in which
 * @param media path on the site
 * @param family the clip it shows; below 0 for none of those that were planted
 * @param match whether it shows what is looked for
 * @param deleted whether its media are gone before anybody can fetch them
 */
record Planned(
        String id,
        Instant at,
        int feed,
        String media,
        int family,
        boolean match,
        boolean deleted) {}
