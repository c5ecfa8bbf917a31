package dev.framewatch.learn.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.Threshold;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.artwork.Prints;
import dev.framewatch.vision.artwork.Street;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtworkTrainingTest {
    @TempDir private Path folder;
    private final List<LabelledImage> pictures = new ArrayList<>();

    private void add(boolean positive, RgbImage image) throws IOException {
        String name = "%02d.png".formatted(pictures.size());
        Path file = Images.writePng(folder.resolve(name), image);
        pictures.add(new LabelledImage(name, file, positive ? "1" : "0", positive, name));
    }

    private ArtworkTraining.Outcome train(Threshold chosen) throws Exception {
        return new ArtworkTraining(new LocalFeatureExtractor(), ProgressListener.SILENT)
                .train(new Dataset(pictures, List.of("1"), List.of()), chosen, 1);
    }

    @Test
    void cleanReferencesAndQuietNegativesKeepTheUsualThreshold() throws Exception {
        add(true, Prints.harbour());
        add(false, Prints.clutter(1));
        add(false, Street.showing(Prints.mill(), 2));

        ArtworkTraining.Outcome outcome = train(Threshold.parse("balanced"));

        assertThat(outcome.artwork().references()).hasSize(1);
        assertThat(outcome.thresholds().chosen()).isEqualTo(0.5);
        assertThat(outcome.evaluation())
                .isNotNull()
                .satisfies(figures -> {
                    assertThat(figures.frames()).isEqualTo(2);
                    assertThat(figures.accuracy()).isOne();
                    assertThat(figures.auc()).isNull();
                });
    }

    @Test
    void negativesThatLookLikeItRaiseTheThreshold() throws Exception {
        add(true, Prints.harbour());
        for (int seed = 0; seed < 4; seed++) {
            add(false, Prints.clutter(seed));
        }
        add(false, Street.showing(Prints.harbour(), 9));

        ArtworkTraining.Outcome outcome = train(Threshold.parse("balanced"));

        assertThat(outcome.thresholds().chosen()).isBetween(0.95, 1.0);
        assertThat(outcome.evaluation())
                .isNotNull()
                .satisfies(figures -> assertThat(figures.accuracy()).isOne());
    }

    @Test
    void aThresholdThatWasAskedForIsTaken() throws Exception {
        add(true, Prints.harbour());
        add(false, Prints.clutter(1));

        assertThat(train(Threshold.parse("0.8")).thresholds().chosen()).isEqualTo(0.8);
    }

    @Test
    void withNothingButReferencesNothingIsMeasured() throws Exception {
        add(true, Prints.harbour());

        ArtworkTraining.Outcome outcome = train(Threshold.parse("balanced"));

        assertThat(outcome.evaluation()).isNull();
        assertThat(outcome.thresholds().points()).isEmpty();
    }

    @Test
    void positivesThatShowNothingAreRefusedByName() throws Exception {
        add(true, Prints.flat(300, 300));
        add(false, Prints.clutter(1));

        assertThatThrownBy(() -> train(Threshold.parse("balanced")))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("00.png")
                .hasMessageContaining("too little detail");
    }
}
