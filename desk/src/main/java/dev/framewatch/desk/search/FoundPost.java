package dev.framewatch.desk.search;

import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.VideoResult;
import org.jspecify.annotations.Nullable;

/**
 * An earlier post whose storyboard shows a target, or may show it: a lead for a person to review.
 *
 * @param post the post
 * @param video result of the storyboard, with the SHA-256 of the video
 * @param target the target's part of it
 * @param sighting the sighting of this target in this post; null if none was recorded
 */
public record FoundPost(
        StoredPost post, VideoResult video, TargetResult target, @Nullable Sighting sighting) {}
