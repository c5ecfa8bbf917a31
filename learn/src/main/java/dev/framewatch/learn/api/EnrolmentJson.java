package dev.framewatch.learn.api;

import java.util.List;

/**
 * The JSON output of {@code enrol --json} for a person.
 *
 * @param photos the number of photos given
 * @param used the number of photos used
 * @param file the target file
 */
public record EnrolmentJson(
        String target, int photos, int used, List<String> warnings, String file) {}
