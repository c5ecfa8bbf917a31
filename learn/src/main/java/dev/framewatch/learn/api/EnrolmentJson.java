package dev.framewatch.learn.api;

import java.util.List;

/**
 * The JSON output of {@code enrol --json} for a person.
 *
 * @param photos the number of photos given
 * @param used the number of photos that the target is made of, with those of before
 * @param rejected the number of faces that are known not to be the person's
 * @param file the target file
 */
public record EnrolmentJson(
        String target, int photos, int used, int rejected, List<String> warnings, String file) {}
