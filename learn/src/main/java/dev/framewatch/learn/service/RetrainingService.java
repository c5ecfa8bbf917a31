package dev.framewatch.learn.service;

import dev.framewatch.error.RefusedException;
import dev.framewatch.file.Sha256;
import dev.framewatch.learn.correct.AnsweredEnrolment;
import dev.framewatch.learn.correct.AnsweredEnrolment.AnsweredFrame;
import dev.framewatch.learn.correct.HeldOutComparison;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.EmbeddingLength;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetService;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes targets again with what reviewers said. A target is replaced only if the new one is better
 * on videos that neither learned from.
 */
public final class RetrainingService {
    private static final Task TASK = new Task("Analysing reviewed frames", Unit.ANSWER);

    private final TargetStore targets;
    private final ModelStore models;
    private final TrainingService training;

    /**
     * @param training trains targets that were trained from labelled images
     */
    public RetrainingService(TargetStore targets, ModelStore models, TrainingService training) {
        this.targets = targets;
        this.models = models;
        this.training = training;
    }

    /**
     * A reviewed frame.
     *
     * @param name begins with the ID of the sighting and a hyphen
     * @param picture the frame
     * @param positive whether it shows the target
     * @param video the clip family, which is held out as a whole
     */
    public record Answer(String name, Path picture, boolean positive, String video) {
        String sighting() {
            return name.substring(0, name.indexOf('-'));
        }
    }

    /**
     * The result.
     *
     * @param comparison the target in use and the new one
     * @param isTaken whether the new one is in use now
     * @param file the target file
     */
    public record Retrained(
            String name, HeldOutComparison comparison, boolean isTaken, Path file) {}

    /**
     * Makes a target again with all answers, and takes it if it is better.
     *
     * @param answers all reviewed frames, in any order
     * @param progress receives every step, and notices
     * @throws RefusedException if the target does not learn, or how it was made is not known
     * @throws InterruptedException if the calling thread was interrupted; the target is unchanged
     */
    public Retrained retrain(String name, List<Answer> answers, ProgressListener progress)
            throws IOException, InterruptedException {
        TargetManifest manifest = new TargetService(targets).info(name);
        if (manifest.kind() == TargetKind.ARTWORK) {
            throw new RefusedException(
                    ("'%s' is matched with its reference images and does not learn: raise its"
                                    + " threshold or use other images")
                            .formatted(name));
        }
        if (answers.isEmpty()) {
            throw new RefusedException(
                    "nobody has reviewed a sighting of '%s' yet".formatted(name));
        }
        Confirmation confirmation = manifest.confirmation();
        if (confirmation != null && confirmation.backbones().equals(manifest.backbones())) {
            return Cancellable.run(
                    progress, cancellable -> enrolled(name, confirmation, answers, cancellable));
        }
        return Cancellable.run(
                progress,
                cancellable ->
                        new TrainedRetraining(targets, models, training)
                                .retrain(manifest, answers, cancellable));
    }

    private Retrained enrolled(
            String name, Confirmation current, List<Answer> answers, ProgressListener progress)
            throws IOException {
        BackboneLoader opener = new BackboneLoader(models, progress);
        List<AnsweredFrame> frames = new ArrayList<>();
        try (FeatureExtractor extractor = opener.open(current.backbones())) {
            int analysed = 0;
            for (Answer answer : answers) {
                progress.update(TASK, analysed++, answers.size());
                try {
                    frames.add(frame(answer, extractor));
                } catch (UnreadableImageException e) {
                    progress.notice("%s: skipped: %s".formatted(answer.picture, e.getMessage()));
                }
            }
            progress.update(TASK, analysed, answers.size());
        }
        AnsweredEnrolment retrained = AnsweredEnrolment.of(current, frames);
        boolean isTaken = retrained.comparison().isBetter();
        if (isTaken) {
            retrained.enrolment().save(name, targets);
        }
        return new Retrained(name, retrained.comparison(), isTaken, targets.file(name));
    }

    private static AnsweredFrame frame(Answer answer, FeatureExtractor extractor)
            throws IOException, UnreadableImageException {
        String sha256 = Sha256.of(answer.picture);
        List<EmbeddedFace> faces = extractor.extract(ImageFiles.read(answer.picture)).faces();
        return new AnsweredFrame(
                answer.video,
                answer.sighting(),
                answer.positive,
                faces.stream()
                        .map(face -> FaceReference.reviewed(answer.name, sha256, face.embedding()))
                        .toList(),
                faces.stream().map(face -> face.length() >= EmbeddingLength.WELL_SEEN).toList());
    }
}
