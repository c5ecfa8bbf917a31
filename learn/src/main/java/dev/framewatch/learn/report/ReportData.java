package dev.framewatch.learn.report;

import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.ScoredImage;
import java.util.List;
import java.util.Set;

/**
 * All that a report is made of, but the pictures.
 *
 * @param provenance where the figures come from
 * @param evaluation the figures; with what a random split would have claimed, where that is known
 * @param scored the pictures they are about, at least one; after training, scored out of fold
 * @param confirmed names of pictures whose label a person has looked at and kept
 */
public record ReportData(
        Provenance provenance,
        Evaluation evaluation,
        List<ScoredImage> scored,
        Set<String> confirmed) {
    public ReportData {
        scored = List.copyOf(scored);
        confirmed = Set.copyOf(confirmed);
        if (scored.size() != evaluation.frames()) {
            throw new IllegalArgumentException(
                    "%d scored pictures and figures of %d"
                            .formatted(scored.size(), evaluation.frames()));
        }
    }
}
