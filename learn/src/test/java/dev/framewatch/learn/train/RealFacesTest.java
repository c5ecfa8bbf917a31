package dev.framewatch.learn.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelFile;
import dev.framewatch.learn.enrol.FaceEnrolment;
import dev.framewatch.learn.evaluate.RocAnalysis;
import dev.framewatch.learn.evaluate.ScoredImage;
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
import dev.framewatch.vision.FrameFeatures;
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
    private static final BackboneLoader MODELS =
            new BackboneLoader(TestModels.store(), ProgressListener.SILENT);

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
        try (FeatureExtractor extractor = MODELS.open(backbones())) {
            LabelledFeatureSet featureSet =
                    LabelledFeatureSet.of(dataset, extractor, ProgressListener.SILENT);
            assertThat(featureSet.unreadable()).isEmpty();
            frames = featureSet.features();
        }
    }

    private static Backbones backbones() throws IOException {
        return Backbones.faces(
                MODELS.reference(
                        ModelCatalogue.standard(ModelRole.FACE_DETECTOR).id(),
                        ModelRole.FACE_DETECTOR),
                MODELS.reference(
                        ModelCatalogue.standard(ModelRole.FACE_EMBEDDING).id(),
                        ModelRole.FACE_EMBEDDING));
    }

    @Test
    void tenPhotosRankTheRest() throws IOException {
        List<float[]> photos = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (LabelledFeatures frame : frames) {
            List<float[]> faces = frame.features().embeddings();
            boolean portrait = faces.size() == 1;
            if (frame.positive() && portrait && photos.size() < 10 && used.add(frame.group())) {
                photos.add(faces.getFirst());
            }
        }
        FaceEnrolment enrolment = FaceEnrolment.of(photos);

        List<ScoredImage> rest =
                frames.stream()
                        .filter(frame -> !used.contains(frame.group()))
                        .map(frame ->
                                new ScoredImage(
                                        frame.image(),
                                        frame.positive(),
                                        frame.group(),
                                        score(enrolment, frame.features())))
                        .toList();

        assertThat(photos).hasSize(10);
        assertThat(new RocAnalysis(rest).auc()).isPresent();
        assertThat(new RocAnalysis(rest).auc().orElseThrow()).isGreaterThanOrEqualTo(0.95);
    }

    private static double score(FaceEnrolment enrolment, FrameFeatures features) {
        return features.faces().isEmpty()
                ? FaceEnrolment.NO_FACE_SCORE
                : Sigmoid.of(enrolment.head().logit(features.embeddings()));
    }
}
