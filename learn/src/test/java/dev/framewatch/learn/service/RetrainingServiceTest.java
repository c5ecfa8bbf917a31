package dev.framewatch.learn.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.RefusedException;
import dev.framewatch.learn.service.RetrainingService.Answer;
import dev.framewatch.learn.service.RetrainingService.Retrained;
import dev.framewatch.learn.service.TrainingService.Head;
import dev.framewatch.learn.service.TrainingService.Outputs;
import dev.framewatch.learn.service.TrainingService.Request;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.TestModels;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Targets;
import dev.framewatch.targets.Threshold;
import dev.framewatch.testing.Images;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainingServiceTest {
    @TempDir private Path folder;
    private DrawnDataset drawn;
    private TargetStore targets;

    @BeforeEach
    void home() {
        drawn = new DrawnDataset(folder);
        targets = new TargetStore(drawn.home().targets());
    }

    @Test
    void aTrainedTargetIsComparedOnEveryVideoAndReplacedOnlyIfThatIsBetter() throws Exception {
        String scene = ModelCatalogue.standard(ModelRole.SCENE_FEATURES).id();
        TestModels.obtain(scene);
        for (int i = 0; i < 6; i++) {
            drawn.add("grey" + i + ".png", "0", Images.grey(64, 64, 20 * i));
            drawn.add("confetti" + i + ".png", "1", Images.confetti(i, 64, 64));
        }
        training()
                .train(
                        new Request(
                                "confetti",
                                drawn.labelled(),
                                null,
                                Plan.of(TargetKind.SCENE, 1, new Threshold.Balanced()),
                                new Head.Linear(),
                                scene,
                                null,
                                null,
                                Outputs.NONE),
                        ProgressListener.SILENT);
        byte[] before = Files.readAllBytes(targets.file("confetti"));
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String name = "3f2a91c04b7%d-1.00.jpg".formatted(i);
            Path frame =
                    Images.writeJpeg(
                            folder.resolve(name),
                            i == 0 ? Images.confetti(70, 64, 64) : Images.grey(64, 64, 230));
            answers.add(new Answer(name, frame, i == 0, "family" + i));
        }

        Retrained retrained = retrain("confetti", answers);

        assertThat(retrained.comparison().missedBefore().frames()).isEqualTo(7);
        assertThat(retrained.comparison().falseBefore().frames()).isEqualTo(7);
        assertThat(retrained.isTaken()).isEqualTo(retrained.comparison().isBetter());
        if (!retrained.isTaken()) {
            assertThat(targets.file("confetti")).hasBinaryContent(before);
        }
    }

    @Test
    void whatCannotLearnSaysSo() throws Exception {
        byte[] head = LinearHead.onnx(new float[] {1}, 0);
        targets.save(Targets.scene("scene", new ModelRef("s", Targets.ONES, "224"), head, 0), head);

        assertThatThrownBy(() -> retrain("scene", List.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("nobody has reviewed");
        Answer answer = new Answer("3f2a91c04b77-1.00.jpg", folder, true, "family");
        assertThatThrownBy(() -> retrain("scene", List.of(answer)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("train it again, then its answers can be added");
    }

    private Retrained retrain(String name, List<Answer> answers) throws Exception {
        return new RetrainingService(targets, TestModels.store(), training())
                .retrain(name, answers, ProgressListener.SILENT);
    }

    private TrainingService training() {
        return new TrainingService(
                drawn.home(), TestModels.store(), new ReportWriter("test", InstantSource.system()));
    }
}
