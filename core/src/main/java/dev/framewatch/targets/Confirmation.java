package dev.framewatch.targets;

import dev.framewatch.vision.FaceEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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

    /** Similarity that the photos of two people reached at most, among 75 photos of five people. */
    public static final double CERTAIN = 0.5;

    /**
     * Mean similarity to the references from which on a face is likely the person's. That of other
     * people reached 0.5 among 75 photos of five people.
     */
    public static final double THE_PERSON = 0.6;

    /** The maximum number of faces that are kept of one reviewed sighting. */
    public static final int MAX_PER_ANSWER = 1;

    /** Similarity from which on two faces of one sighting are so alike that one is enough. */
    private static final double REDUNDANT = 0.8;

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
                                    FaceEmbedding.similarity(mean, one.embedding()) >= SIMILAR)
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

    /** Returns which faces are taken for a rejected one rather than for the person's. */
    public Predicate<float[]> rejection() {
        float[] mean = mean();
        List<float[]> others = embeddings(rejected);
        return face ->
                isRejected(
                        others.stream()
                                .mapToDouble(one -> FaceEmbedding.similarity(one, face))
                                .max()
                                .orElse(-1),
                        FaceEmbedding.similarity(mean, face));
    }

    static boolean isRejected(double toRejected, double toMean) {
        return toRejected >= CERTAIN && toRejected > toMean;
    }

    /**
     * Returns whether rejecting a face would make the target miss the person: it is like the
     * references, or more than a twentieth of them would be rejected with it.
     */
    public boolean isHarmedBy(FaceReference face) {
        float[] rejecting = face.embedding();
        List<float[]> own = embeddings(references);
        double average =
                own.stream()
                        .mapToDouble(one -> FaceEmbedding.similarity(one, rejecting))
                        .average()
                        .orElse(-1);
        if (average >= THE_PERSON) {
            return true;
        }
        long lost = IntStream.range(0, own.size()).filter(i -> isLost(i, own, rejecting)).count();
        return 20 * lost > own.size();
    }

    /** Compares a reference with the mean of the others, as a face that is new would be. */
    private static boolean isLost(int reference, List<float[]> references, float[] rejecting) {
        double toRejected = FaceEmbedding.similarity(references.get(reference), rejecting);
        if (toRejected < CERTAIN || references.size() == 1) {
            return false;
        }
        List<float[]> others = new ArrayList<>(references);
        float[] face = others.remove(reference);
        return isRejected(toRejected, FaceEmbedding.similarity(FaceVerifier.mean(others), face));
    }

    /** Returns this confirmation without the faces of reviewed sightings. */
    public Confirmation without(Set<String> sightings) {
        return with(
                references.stream().filter(one -> !isOfAny(one, sightings)).toList(),
                rejected.stream().filter(one -> !isOfAny(one, sightings)).toList());
    }

    private static boolean isOfAny(FaceReference face, Set<String> sightings) {
        return face.comesFromReview() && sightings.stream().anyMatch(face::comesFromReview);
    }

    /** Returns this confirmation without the faces that reviewers rejected. */
    public Confirmation withoutReviewed() {
        return with(references, rejected.stream().filter(one -> !one.comesFromReview()).toList());
    }

    /**
     * Returns this confirmation with these rejected faces for a reviewed sighting, instead of those
     * that it had. At most {@value #MAX_PER_ANSWER} that differ are kept. Where there are too many
     * of all sightings, the oldest are given up.
     *
     * @param faces the most important first; empty to take the answer back
     */
    public Confirmation withReviewed(String sighting, List<FaceReference> faces) {
        List<FaceReference> kept = new ArrayList<>();
        for (FaceReference face : faces) {
            if (kept.size() < MAX_PER_ANSWER
                    && kept.stream().allMatch(one -> one.similarity(face) < REDUNDANT)) {
                kept.add(face);
            }
        }
        List<FaceReference> all =
                new ArrayList<>(
                        rejected.stream().filter(one -> !one.comesFromReview(sighting)).toList());
        all.addAll(kept);
        return with(references, latest(all));
    }

    /**
     * Returns this confirmation with the faces that reviewers rejected for another version of the
     * target, without those that would harm this one.
     */
    public Confirmation withReviewedOf(Confirmation other) {
        if (!other.backbones.equals(backbones)) {
            return this;
        }
        List<FaceReference> all = new ArrayList<>(rejected);
        other.rejected.stream()
                .filter(one -> one.comesFromReview() && !all.contains(one) && !isHarmedBy(one))
                .forEach(all::add);
        return with(references, latest(all));
    }

    private static List<FaceReference> latest(List<FaceReference> faces) {
        int surplus = faces.size() - MAX_REFERENCES;
        List<FaceReference> kept = new ArrayList<>();
        for (FaceReference face : faces) {
            if (surplus > 0 && face.comesFromReview()) {
                surplus--;
            } else {
                kept.add(face);
            }
        }
        return kept;
    }
}
