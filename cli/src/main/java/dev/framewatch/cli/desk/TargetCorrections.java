package dev.framewatch.cli.desk;

import dev.framewatch.desk.review.PendingCorrection;
import dev.framewatch.desk.review.Reviews.Narrowing;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.ReviewService;
import dev.framewatch.error.ServiceException;
import dev.framewatch.learn.service.CorrectionService;
import dev.framewatch.learn.service.CorrectionService.Correction;
import dev.framewatch.learn.service.CorrectionService.Outcome;
import dev.framewatch.learn.service.CorrectionService.RejectedFace;
import dev.framewatch.model.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the targets know what reviewers said. The desk keeps what they do not know yet, so that it
 * is done in the end whatever ends a command in between, and doing it twice changes nothing.
 */
public final class TargetCorrections {
    private final DeskContext desk;
    private final Supplier<CorrectionService> corrections;

    /**
     * @param corrections changes target files
     */
    public TargetCorrections(DeskContext desk, Supplier<CorrectionService> corrections) {
        this.desk = desk;
        this.corrections = corrections;
    }

    /** Applies everything that was said and is not known yet, and tells the user what changed. */
    void apply(DeskServices services) throws IOException {
        ReviewService reviews = services.reviews();
        try (CorrectionService service = corrections.get()) {
            for (PendingCorrection pending : reviews.pendingCorrections()) {
                apply(pending, service, reviews);
            }
        } catch (ServiceException | UncheckedIOException e) {
            desk.note(
                    "note: the target does not know it yet (%s); the next answer tries again"
                            .formatted(e.getMessage()));
        }
    }

    private void apply(PendingCorrection pending, CorrectionService service, ReviewService reviews)
            throws IOException {
        Outcome outcome = service.apply(correction(pending), ProgressListener.SILENT);
        reviews.settle(pending.sighting(), narrowing(outcome));
        switch (outcome) {
            case Outcome.Applied applied -> {
                if (applied.faces() > 0) {
                    desk.note(
                            "'%s' now knows that this face is somebody else's."
                                    .formatted(pending.target()));
                } else if (applied.isChanged()) {
                    desk.note(
                            "'%s' no longer rejects the face of %s."
                                    .formatted(pending.target(), pending.sighting()));
                }
            }
            case Outcome.NotApplied unable ->
                    desk.note(
                            "note: %s%s"
                                    .formatted(
                                            unable.reason(),
                                            unable.byRetraining()
                                                    ? "; it learns from the answer when it is"
                                                            + " retrained: framewatch targets"
                                                            + " retrain "
                                                            + pending.target()
                                                    : ""));
        }
    }

    private static Correction correction(PendingCorrection pending) {
        return pending.isRejected()
                ? new Correction.Rejection(
                        pending.target(),
                        pending.sighting(),
                        pending.faces().stream()
                                .map(face ->
                                        new RejectedFace(face.frame(), face.picture(), face.box()))
                                .toList())
                : new Correction.Withdrawal(pending.target(), pending.sighting());
    }

    private static Optional<Narrowing> narrowing(Outcome outcome) {
        return outcome instanceof Outcome.Applied applied
                        && applied.isChanged()
                        && applied.narrows()
                ? Optional.of(new Narrowing(applied.change().before(), applied.change().after()))
                : Optional.empty();
    }
}
