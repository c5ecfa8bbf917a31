package dev.framewatch.desk.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A release of Framewatch.
 *
 * @param version its version, such as 0.2.0
 * @param page URL of its page, or empty
 * @param publishedAt when it was published; null if unknown
 */
public record ReleaseDto(String version, String page, @Nullable Instant publishedAt) {}
