package dev.framewatch.learn.service;

import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.file.Sha256;
import dev.framewatch.geometry.Box;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.EmbeddingLength;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.InvalidTargetException;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetService;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.TargetStore.Change;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Makes targets know at once what reviewers said about the faces of a sighting. Doing it twice is
 * the same as doing it once.
 */
public final class CorrectionService implements AutoCloseable {
    private final TargetStore targets;
    private final ModelStore models;
    private final Map<Backbones, FeatureExtractor> open = new HashMap<>();

    public CorrectionService(TargetStore targets, ModelStore models) {
        this.targets = targets;
        this.models = models;
    }

    /** What reviewers said about a sighting. */
    public sealed interface Correction {
        /** Returns the name of the target. */
        String target();

        /** Returns the id of the sighting. */
        String sighting();

        /**
         * Faces were taken for the target's that are not.
         *
         * @param faces the most important first
         */
        record Rejection(String target, String sighting, List<RejectedFace> faces)
                implements Correction {
            public Rejection {
                faces = List.copyOf(faces);
            }
        }

        /** Nothing of the sighting is wrong, or what was said was taken back. */
        record Withdrawal(String target, String sighting) implements Correction {}
    }

    /**
     * A face that is not the target's.
     *
     * @param frame name of the frame; it begins with the id of the sighting and a hyphen
     * @param picture the frame
     * @param box position of the face
     */
    public record RejectedFace(String frame, Path picture, Box box) {}

    /** What became of a correction. */
    public sealed interface Outcome {
        /**
         * The target knows it.
         *
         * @param faces number of rejected faces that the target keeps of the sighting
         * @param change the target file before and after
         * @param narrows whether the target now only rejects more than before
         */
        record Applied(int faces, Change change, boolean narrows) implements Outcome {
            /** Returns whether the target file changed. */
            public boolean isChanged() {
                return !change.before().equals(change.after());
            }
        }

        /**
         * The target cannot know it before it is retrained, or at all.
         *
         * @param reason for people
         * @param byRetraining whether it learns it when it is retrained
         */
        record NotApplied(String reason, boolean byRetraining) implements Outcome {}
    }

    /**
     * Makes a target reject the faces of a sighting, or forget those that it rejected.
     *
     * @param progress receives downloads
     * @throws RefusedException if a model is not the one that the target was made with
     */
    public Outcome apply(Correction correction, ProgressListener progress) throws IOException {
        if (correction instanceof Correction.Withdrawal && !knowsFaces(correction.target())) {
            return new Outcome.Applied(0, new Change("", ""), false);
        }
        TargetManifest manifest;
        try {
            manifest = new TargetService(targets).info(correction.target());
        } catch (NotFoundException | InvalidTargetException e) {
            return new Outcome.NotApplied(String.valueOf(e.getMessage()), false);
        }
        Confirmation confirmation = manifest.confirmation();
        if (confirmation == null) {
            return unable(manifest);
        }
        return switch (correction) {
            case Correction.Withdrawal _ -> replace(correction, List.of(), confirmation);
            case Correction.Rejection rejection -> reject(rejection, confirmation, progress);
        };
    }

    private boolean knowsFaces(String target) {
        try {
            return new TargetService(targets).info(target).confirmation() != null;
        } catch (NotFoundException | InvalidTargetException e) {
            return false;
        }
    }

    private static Outcome unable(TargetManifest manifest) {
        String name = manifest.name();
        return switch (manifest.kind()) {
            case SCENE, AUTO ->
                    new Outcome.NotApplied(
                            "'%s' looks at whole frames, where no single part can be rejected"
                                    .formatted(name),
                            true);
            case ARTWORK ->
                    new Outcome.NotApplied(
                            ("'%s' is matched with its reference images and does not learn: if it"
                                            + " is often wrong, raise its threshold or use other"
                                            + " images")
                                    .formatted(name),
                            false);
            case FACE ->
                    new Outcome.NotApplied(
                            "'%s' was made by an older version and keeps no faces".formatted(name),
                            true);
        };
    }

    private Outcome reject(
            Correction.Rejection rejection, Confirmation confirmation, ProgressListener progress)
            throws IOException {
        if (rejection.faces().isEmpty()) {
            return new Outcome.NotApplied("no frame of it with a face is kept", true);
        }
        List<FaceReference> distinct = new ArrayList<>();
        BackboneLoader opener = new BackboneLoader(models, progress);
        FeatureExtractor extractor = open.computeIfAbsent(confirmation.backbones(), opener::open);
        try {
            for (RejectedFace face : spread(rejection.faces())) {
                EmbeddedFace seen =
                        extractor.embed(ImageFiles.read(face.picture), new Face(face.box, 1));
                if (seen.length() >= EmbeddingLength.INDISTINCT) {
                    distinct.add(
                            FaceReference.reviewed(
                                    face.frame, Sha256.of(face.picture), seen.embedding()));
                }
            }
        } catch (UnreadableImageException e) {
            return new Outcome.NotApplied(String.valueOf(e.getMessage()), false);
        }
        if (distinct.isEmpty()) {
            return new Outcome.NotApplied(
                    "no face of it is seen well enough to be told from others", true);
        }
        List<FaceReference> harmless =
                distinct.stream().filter(face -> !confirmation.isHarmedBy(face)).toList();
        if (harmless.isEmpty()) {
            return new Outcome.NotApplied(
                    ("its face is so like those of '%s' that rejecting it would make the target"
                                    + " miss the person; look again, or check the photos of the"
                                    + " target")
                            .formatted(rejection.target()),
                    false);
        }
        return replace(rejection, harmless, confirmation);
    }

    /** Embeds only some of many frames, evenly over them: more add nothing. */
    private static List<RejectedFace> spread(List<RejectedFace> faces) {
        int most = 4 * Confirmation.MAX_PER_ANSWER;
        List<RejectedFace> some = new ArrayList<>();
        for (int i = 0; i < Math.min(most, faces.size()); i++) {
            some.add(faces.get(i * faces.size() / Math.min(most, faces.size())));
        }
        return some;
    }

    private Outcome replace(
            Correction correction, List<FaceReference> faces, Confirmation confirmation)
            throws IOException {
        List<FaceReference> earlier = new ArrayList<>();
        List<FaceReference> now = new ArrayList<>();
        Change change =
                targets.correct(
                        correction.target(),
                        current -> {
                            if (!current.backbones().equals(confirmation.backbones())) {
                                return current; // replaced in the meantime
                            }
                            Confirmation corrected =
                                    current.withReviewed(correction.sighting(), faces);
                            earlier.addAll(current.rejected());
                            now.addAll(corrected.rejected());
                            return corrected;
                        });
        long kept = now.stream().filter(one -> one.comesFromReview(correction.sighting())).count();
        boolean narrows = new HashSet<>(now).containsAll(earlier);
        return new Outcome.Applied((int) kept, change, narrows);
    }

    @Override
    public void close() {
        open.values().forEach(FeatureExtractor::close);
    }
}
