package dev.framewatch.learn.api;

import java.util.List;

/**
 * The shape of {@code enrol --json} for a person.
 *
 * @param photos how many were given
 * @param used how many of them were used
 * @param file the target file
 */
public record EnrolmentJson(
        String target, int photos, int used, List<String> warnings, String file) {}
