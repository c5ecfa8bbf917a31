package dev.framewatch.learn.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.features.SpillableVectorStore;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.Threshold;
import dev.framewatch.testing.JavaProcess;
import dev.framewatch.vision.FrameFeatures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Learning takes the same memory however many pictures there are. Processes of their own learn from
 * made-up descriptions of pictures, which take more memory than they have.
 */
class ManyImagesTest {
    private static final int PICTURES = 12_000;
    private static final int NUMBERS = 1000;
    private static final String MEMORY = "-Xmx44m";
    private static final long ALL_BYTES = (long) PICTURES * NUMBERS * Float.BYTES;

    @TempDir private Path folder;

    @Test
    void twelveThousandPicturesAreLearnedFromInLessMemoryThanTheyTake() throws Exception {
        Run run = learn(0);

        assertThat(run.out).contains("12000 frames").contains("right: true");
        assertThat(run.status).isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void inMemoryTheyDoNotFit() throws Exception {
        Run run = learn(ALL_BYTES);

        assertThat(run.out).contains("OutOfMemoryError");
        assertThat(run.status).isNotZero();
    }

    private record Run(int status, String out) {}

    /** In a process of its own. */
    private Run learn(long roomInMemory) throws Exception {
        Process process =
                new ProcessBuilder(
                                JavaProcess.command(
                                        // each fit takes a little memory per processor
                                        List.of(MEMORY, "-XX:ActiveProcessorCount=2"),
                                        Learning.class,
                                        folder,
                                        roomInMemory))
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out);
    }

    /** The program that learns. */
    static final class Learning {
        private Learning() {}

        public static void main(String[] args) throws Exception {
            try (SpillableVectorStore vectors =
                    new SpillableVectorStore(Path.of(args[0]), Long.parseLong(args[1]))) {
                List<LabelledFeatures> pictures = new ArrayList<>();
                Random random = new Random(1);
                for (int i = 0; i < PICTURES; i++) {
                    boolean positive = i / 10 % 2 == 0;
                    List<float[]> scene = vectors.keep(List.of(scene(random, positive)));
                    pictures.add(
                            new LabelledFeatures(
                                    "p" + i,
                                    positive,
                                    "v" + i / 10,
                                    new FrameFeatures(List.of(), scene)));
                }
                TrainedHead trained =
                        new LinearHeadTraining(
                                        Plan.of(TargetKind.SCENE, 1, new Threshold.Balanced()),
                                        TrainedHeadTest.ANY)
                                .train(pictures, List.of());
                System.out.printf(
                        "%d frames, right: %b%n",
                        trained.evaluation().frames(), trained.evaluation().accuracy() > 0.95);
            }
        }

        /** A few of its numbers tell. */
        private static float[] scene(Random random, boolean positive) {
            float[] scene = new float[NUMBERS];
            for (int j = 0; j < NUMBERS; j++) {
                scene[j] = random.nextFloat() + (positive && j < 50 ? 0.4f : 0);
            }
            return scene;
        }
    }
}
