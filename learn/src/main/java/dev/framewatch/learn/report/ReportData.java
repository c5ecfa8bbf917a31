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
 * @param canBeFlipped whether the labels know two classes, so that a wrong one is to be the other
 */
public record ReportData(
        Provenance provenance,
        Evaluation evaluation,
        List<ScoredImage> scored,
        Set<String> confirmed,
        boolean canBeFlipped) {
    public ReportData {
        scored = List.copyOf(scored);
        confirmed = Set.copyOf(confirmed);
        if (scored.size() != evaluation.frames()) {
            throw new IllegalArgumentException(
                    "%d scored images, but metrics of %d"
                            .formatted(scored.size(), evaluation.frames()));
        }
    }
}
