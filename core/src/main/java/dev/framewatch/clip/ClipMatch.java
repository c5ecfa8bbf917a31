package dev.framewatch.clip;

/**
 * A stored clip that shows the same as the one that was looked for.
 *
 * @param id of the stored clip
 * @param similarity above 0 to 1: how well both agree; of copies with changes usually 0.6 to 0.95
 * @param offsetSeconds where in the stored clip the other one begins; negative when the other one
 *     has something before it
 * @param speed seconds of the stored clip that pass in a second of the other
 * @param mirrored whether left and right are exchanged
 * @param sharedSeconds for how long both show the same, in seconds of the stored clip
 */
public record ClipMatch(
        long id,
        double similarity,
        double offsetSeconds,
        double speed,
        boolean mirrored,
        double sharedSeconds) {}
