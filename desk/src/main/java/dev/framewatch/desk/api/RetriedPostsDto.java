package dev.framewatch.desk.api;

/**
 * What a retry has queued: the object of {@code posts retry --json}.
 *
 * @param lost lost posts that are tried again
 * @param waiting posts that waited for another try and are now due
 * @param erased lost posts that cannot be tried again, because retention has erased their location
 */
public record RetriedPostsDto(int lost, int waiting, int erased) {}
