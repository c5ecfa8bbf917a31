package dev.framewatch.targets;

import java.util.Locale;

/**
 * What the confirming network says about a face.
 *
 * @param outcome the conclusion
 * @param similarity cosine of the angle to the mean reference, -1 to 1
 * @param clarity how well the face is seen, 0 to 1
 * @param reference name of the reference that is closest, or of the rejected face
 * @param referenceSimilarity cosine of the angle to it
 */
public record FaceCheck(
        Outcome outcome,
        double similarity,
        double clarity,
        String reference,
        double referenceSimilarity) {

    /** A conclusion about a face. */
    public enum Outcome {
        /** The face is well seen and similar enough. */
        CONFIRMED,
        /** The face is well seen and too different. */
        CONTRADICTED,
        /** The face is that of somebody whom a user has named as not the person. */
        REJECTED,
        /** The face is not seen well enough, or neither similar nor different enough. */
        UNCLEAR;

        /** Returns the name in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isConfirmed() {
        return outcome == Outcome.CONFIRMED;
    }
}
