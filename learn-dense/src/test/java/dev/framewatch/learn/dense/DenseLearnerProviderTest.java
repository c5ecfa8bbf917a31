package dev.framewatch.learn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.MulticlassLearner;
import dev.framewatch.learn.fit.MulticlassLearnerProvider;
import dev.framewatch.learn.fit.MulticlassLearnerProvider.EpochListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DenseLearnerProviderTest {
    @TempDir private Path folder;

    private final MulticlassLearnerProvider provider = MulticlassLearnerProvider.installed();

    private static List<Example> examples() {
        LabelledRows rows = new Clouds(4, 2, 3, 1).rows(20, 1);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<float[]> vectors = List.of(rows.rows().get(i));
            examples.add(new Example(vectors, List.of(), i % 2 == 1, "video " + i, 1));
        }
        return examples;
    }

    @Test
    void theClassPathProvidesTheLearnerOfDenseHeads() {
        assertThat(provider).isInstanceOf(DenseLearnerProvider.class);
    }

    @Test
    void aHeadOfAFileIsLearnedAndItsEpochsAreReported() throws IOException {
        Path head =
                Files.writeString(
                        folder.resolve("head.yaml"),
                        """
                        layers:
                          - dense: 8
                            activation: relu
                          - dense: classes
                        epochs: 3
                        """);
        List<String> epochs = new ArrayList<>();
        MulticlassLearner learner =
                provider.learner(
                        head.toString(),
                        1,
                        (number, limit, summary) ->
                                epochs.add(number + "/" + limit + " " + summary));

        assertThat(learner.fit(examples(), List.of("none", "target"))).hasSize(2);
        assertThat(epochs).hasSize(3).first().asString().startsWith("1/3 epoch 1 of 3: loss ");
    }

    @Test
    void denseIsTheHeadOfTheTutorial() throws IOException {
        assertThat(provider.learner("dense", 1, EpochListener.SILENT)).isNotNull();
    }

    @Test
    void aHeadFileThatIsMissingOrWrongIsNamed() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> provider.learner(missing.toString(), 1, EpochListener.SILENT))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("missing.yaml");
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "layers:\n  - dense: -3\n");
        assertThatThrownBy(() -> provider.learner(wrong.toString(), 1, EpochListener.SILENT))
                .isInstanceOf(InvalidNetworkSpecException.class)
                .hasMessageContainingAll("wrong.yaml", "line 2", "dense");
    }
}
