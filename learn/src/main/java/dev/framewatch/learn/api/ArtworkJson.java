package dev.framewatch.learn.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.targets.TargetKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON output of {@code train --json} and {@code enrol --json} for artwork.
 *
 * @param references the number of reference images
 * @param file the target file
 * @param evaluation the metrics on other images; null if there were none
 */
public record ArtworkJson(
        String target,
        TargetKind kind,
        int references,
        List<String> warnings,
        String file,
        @JsonUnwrapped @Nullable Evaluation evaluation) {

    public static ArtworkJson of(
            String target,
            int references,
            List<String> warnings,
            String file,
            @Nullable Evaluation evaluation) {
        return new ArtworkJson(target, TargetKind.ARTWORK, references, warnings, file, evaluation);
    }
}
