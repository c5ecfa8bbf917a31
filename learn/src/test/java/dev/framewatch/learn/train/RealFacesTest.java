package dev.framewatch.learn.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelFile;
import dev.framewatch.learn.enrol.EnrolledHead;
import dev.framewatch.learn.enrol.FaceEnrolment;
import dev.framewatch.learn.evaluate.RocAnalysis;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.features.ImageFeatures;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.fit.Sigmoid;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.TestModels;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.testing.Tutorial;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Enrolling a face, on some of the tutorial's own frames and with the real models. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealFacesTest {
    private List<LabelledFeatures> frames = List.of();

    @BeforeAll
    void lookAtEveryOtherFrame(@TempDir Path folder) throws IOException, InterruptedException {
        TestModels.obtain(ModelCatalogue.standard(ModelRole.FACE_DETECTOR).id());
        TestModels.obtain(ModelCatalogue.standard(ModelRole.FACE_EMBEDDING).id());
        Dataset dataset =
                LabelFile.read(
                        Tutorial.someLabels(folder.resolve("some.csv"), 2),
                        Tutorial.images(),
                        null);
        BackboneLoader models = new BackboneLoader(TestModels.store(), ProgressListener.SILENT);
        Backbones backbones =
                Backbones.faces(
                        models.reference(
                                ModelCatalogue.standard(ModelRole.FACE_DETECTOR).id(),
                                ModelRole.FACE_DETECTOR),
                        models.reference(
                                ModelCatalogue.standard(ModelRole.FACE_EMBEDDING).id(),
                                ModelRole.FACE_EMBEDDING));
        try (FeatureExtractor extractor = models.open(backbones)) {
            LabelledFeatureSet featureSet =
                    LabelledFeatureSet.of(dataset, extractor, ProgressListener.SILENT);
            assertThat(featureSet.unreadable()).isEmpty();
            frames = featureSet.features();
        }
    }

    @Test
    void tenPhotosRankTheRest() throws IOException {
        List<float[]> photos = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (LabelledFeatures frame : frames) {
            List<float[]> faces = frame.features().faces();
            boolean portrait = faces.size() == 1;
            if (frame.positive() && portrait && photos.size() < 10 && used.add(frame.group())) {
                photos.add(faces.getFirst());
            }
        }
        EnrolledHead head = FaceEnrolment.of(photos);

        List<ScoredImage> rest =
                frames.stream()
                        .filter(frame -> !used.contains(frame.group()))
                        .map(frame ->
                                new ScoredImage(
                                        frame.image(),
                                        frame.positive(),
                                        frame.group(),
                                        score(head, frame.features())))
                        .toList();

        assertThat(photos).hasSize(10);
        assertThat(new RocAnalysis(rest).auc()).isPresent();
        assertThat(new RocAnalysis(rest).auc().orElseThrow()).isGreaterThanOrEqualTo(0.95);
    }

    private static double score(EnrolledHead head, ImageFeatures features) {
        double best = features.faces().isEmpty() ? head.noFaceScore() : 0;
        for (float[] seen : features.faces()) {
            double logit = head.bias();
            for (int i = 0; i < seen.length; i++) {
                logit += head.weights()[i] * seen[i];
            }
            best = Math.max(best, Sigmoid.of(logit));
        }
        return best;
    }
}
