package dev.framewatch.targets;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a face target needs to have its matches confirmed by a second network.
 *
 * @param backbones the models: a face detector, landmarks and an embedding of aligned faces
 * @param threshold the similarity to the mean reference at or above which a well-seen face is
 *     confirmed, 0 to 1
 * @param references well-seen faces of the person, at least 1
 * @param rejected faces of others that a user has named as not the person's
 */
public record Confirmation(
        Backbones backbones,
        double threshold,
        List<FaceReference> references,
        List<FaceReference> rejected) {
    /** The maximum number of references. */
    public static final int MAX_REFERENCES = 200;

    /**
     * The threshold for a target whose frames another embedding scores: similarities of other
     * people's faces, also those that the other embedding takes for the person, were below it
     * (docs/decisions/confirmation.md).
     */
    public static final double SIMILAR = 0.42;

    /** Rounds in which references unlike the others are left out. */
    private static final int ROUNDS = 3;

    public Confirmation {
        references = List.copyOf(references);
        rejected = List.copyOf(rejected);
        if (backbones.landmarks() == null || backbones.embedding() == null) {
            throw new IllegalArgumentException(
                    "confirmation: needs landmarks and an embedding of aligned faces");
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "confirmation: threshold must be between 0 and 1, not " + threshold);
        }
        if (references.isEmpty()
                || references.size() > MAX_REFERENCES
                || rejected.size() > MAX_REFERENCES) {
            throw new IllegalArgumentException(
                    "confirmation: must have 1 to %d references and up to %1$d rejected faces"
                            .formatted(MAX_REFERENCES));
        }
        int dimensions = references.getFirst().embedding().length;
        if (Stream.concat(references.stream(), rejected.stream())
                .anyMatch(one -> one.embedding().length != dimensions)) {
            throw new IllegalArgumentException("confirmation: references differ in their length");
        }
    }

    /** Returns a confirmation with other faces. */
    public Confirmation with(List<FaceReference> others, List<FaceReference> notThePerson) {
        return new Confirmation(backbones, threshold, others, notThePerson);
    }

    /** Returns the references that are like most of the others: the rest shows somebody else. */
    public static List<FaceReference> alike(List<FaceReference> references) {
        List<FaceReference> alike = references;
        for (int i = 0; i < ROUNDS && !alike.isEmpty(); i++) {
            float[] mean = FaceVerifier.mean(embeddings(alike));
            alike =
                    references.stream()
                            .filter(one ->
                                    FaceVerifier.similarity(mean, one.embedding()) >= SIMILAR)
                            .toList();
        }
        return alike;
    }

    private static List<float[]> embeddings(List<FaceReference> references) {
        return references.stream().map(FaceReference::embedding).toList();
    }

    /** Returns the mean direction of the references, of unit length. */
    public float[] mean() {
        return FaceVerifier.mean(embeddings(references));
    }
}
