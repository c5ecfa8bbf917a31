package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.model.TestModels;
import dev.framewatch.testing.Tutorial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's own YuNet finds the faces, from adding it to scanning with it; on real frames. */
class OwnDetectorTest {
    @TempDir private static Path folder;
    private static Cli cli;
    private static Path labels;

    @BeforeAll
    static void addIt() throws IOException {
        TestModels.obtain("faceres");
        cli = new Cli(folder.resolve("home"));
        labels = Tutorial.someLabels(folder.resolve("some.csv"), 12);
        assertThat(add(Tutorial.yunet()).status()).isZero();
    }

    private static Ran add(Path yunet) {
        return cli.run("models add %s --as yunet --role detector", yunet);
    }

    private static Ran train(String name) {
        return cli.run(
                "train %s --labels %s --images %s --detector yunet --seed 3 --json",
                name, labels, Tutorial.images());
    }

    @Test
    void aTargetIsTrainedAndFoundWithItAndTheSameSeedGivesTheSameFile() throws IOException {
        Ran first = train("trump");
        assertThat(first.status()).as(first.err()).isZero();
        Path file = cli.home().resolve("targets/trump.target");
        byte[] bytes = Files.readAllBytes(file);

        Ran again = train("trump");
        assertThat(Files.readAllBytes(file)).as("byte for byte").isEqualTo(bytes);
        assertThat(again.out()).isEqualTo(first.out());

        Ran scan = cli.run("scan", Tutorial.video("Trump.mp4"), "--early", "--json");
        assertThat(scan.status()).as(scan.out() + scan.err()).isZero();

        aTargetMadeWithOtherWeightsIsRefusedByName();
    }

    private static void aTargetMadeWithOtherWeightsIsRefusedByName() throws IOException {
        byte[] other = Files.readAllBytes(Tutorial.yunet());
        other[indexOfAWeight(other)] ^= 1;
        Path changed = Files.write(folder.resolve("other.onnx"), other);
        cli.run("models", "remove", "yunet");

        String gone = cli.run("scan", Tutorial.video("Trump.mp4")).refusal();
        Ran added = add(changed);
        String refusal = cli.run("scan", Tutorial.video("Trump.mp4")).refusal();

        assertThat(gone).contains("'yunet'");
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(refusal).contains("a different 'yunet'", "train it again");
    }

    /** Somewhere in the middle of the longest weight; its lowest bits matter to nobody. */
    private static int indexOfAWeight(byte[] model) {
        return model.length / 2;
    }

    @Test
    void aModelForSomethingElseIsRefused() {
        Ran ran =
                cli.run(
                        "train x --labels %s --images %s --detector faceres",
                        labels, Tutorial.images());

        assertThat(ran.refusal()).contains("'faceres'");
    }
}
