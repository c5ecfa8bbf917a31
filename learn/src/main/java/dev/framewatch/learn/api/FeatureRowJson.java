package dev.framewatch.learn.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A line of the JSON output of {@code models features --json}.
 *
 * @param row the number of the row, from 0; null if the image has none
 * @param box the face that the row describes, in pixels; null if it describes the image
 * @param reason why there is no row; null if there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeatureRowJson(
        @Nullable Long row, String image, int @Nullable [] box, @Nullable String reason) {}
