package dev.framewatch.clip;

/**
 * A stored clip that is a near-duplicate of the query clip.
 *
 * @param id of the stored clip
 * @param similarity above 0 to 1; usually 0.6 to 0.95 for edited copies
 * @param offsetSeconds time in the stored clip at which the query begins; negative if the query has
 *     additional material before it
 * @param speed seconds of the stored clip per second of the query
 * @param mirrored whether left and right are swapped
 * @param sharedSeconds length of the overlap in seconds of the stored clip
 */
public record ClipMatch(
        long id,
        double similarity,
        double offsetSeconds,
        double speed,
        boolean mirrored,
        double sharedSeconds) {}
