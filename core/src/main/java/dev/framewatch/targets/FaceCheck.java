package dev.framewatch.targets;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the confirming network says about a face.
 *
 * @param outcome the conclusion
 * @param similarity cosine of the angle to the mean reference, -1 to 1
 * @param clarity how well the face is seen, 0 to 1
 * @param reference name of the reference that is closest, or of the rejected face
 * @param referenceSimilarity cosine of the angle to it
 * @param likelier name of the target that has a better claim to the face; null if there is none
 */
public record FaceCheck(
        Outcome outcome,
        double similarity,
        double clarity,
        String reference,
        double referenceSimilarity,
        @Nullable String likelier) {

    /** Creates a check of a face that no other target has a better claim to. */
    public FaceCheck(
            Outcome outcome,
            double similarity,
            double clarity,
            String reference,
            double referenceSimilarity) {
        this(outcome, similarity, clarity, reference, referenceSimilarity, null);
    }

    /** A conclusion about a face. */
    public enum Outcome {
        /** The face is well seen and similar enough. */
        CONFIRMED,
        /** The face is well seen and too different. */
        CONTRADICTED,
        /** The face is that of somebody whom a user has named as not the person. */
        REJECTED,
        /** The face is more like another target. */
        LESS_LIKELY,
        /** The face is not seen well enough, or neither similar nor different enough. */
        UNCLEAR;

        /** Returns the name in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the check of the same face, to which another target has a better claim. */
    FaceCheck lessLikelyThan(String target) {
        return new FaceCheck(
                Outcome.LESS_LIKELY, similarity, clarity, reference, referenceSimilarity, target);
    }

    public boolean isConfirmed() {
        return outcome == Outcome.CONFIRMED;
    }
}
