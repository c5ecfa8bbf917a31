package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.TestModels;
import dev.framewatch.model.graph.OnnxGraph;
import dev.framewatch.model.graph.Subgraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dense heads from the command line: several classes at once, and all that can go wrong. */
class DenseCommandTest {
    private static final String[] SHAPES = {"disc", "square", "cross"};
    private static final int PICTURES = 36;
    private static final int EPOCHS = 40;

    @TempDir private static Path drawn;
    @TempDir private Path folder;
    private Cli cli;

    /** Picture i shows shape i % 3, each in another place on other ground. */
    @BeforeAll
    static void pictures() throws IOException {
        for (int i = 0; i < PICTURES; i++) {
            Shape.valueOf(SHAPES[i % 3].toUpperCase(Locale.ROOT)).write(drawn, i);
        }
    }

    @BeforeEach
    void home() throws IOException {
        TestModels.obtain(ModelCatalogue.standard(ModelRole.SCENE_FEATURES).id());
        cli = new Cli(folder.resolve("home"));
    }

    private Path targets() {
        return cli.home().resolve("targets");
    }

    private Path head(String settings) throws IOException {
        return Files.writeString(
                folder.resolve("head.yaml"),
                """
                layers:
                  - dense: 16
                    activation: tanh
                  - dense: classes
                    activation: softmax
                batch: 8
                %s
                """
                        .formatted(settings));
    }

    private Path sound() throws IOException {
        return head("epochs: " + EPOCHS);
    }

    /** What the pictures from 0 on are labelled. */
    private Path labels(int pictures, String... labels) throws IOException {
        StringBuilder rows = new StringBuilder("Image_ID,Class,Group\n");
        for (int i = 0; i < pictures; i++) {
            rows.append("%d.png,%s,v%d\n".formatted(i, labels[i % labels.length], i));
        }
        return Files.writeString(folder.resolve("labels.csv"), rows);
    }

    private Ran train(String name, Path labels, Path head, String... more) {
        return cli.run(
                "train %s --labels %s --images %s --kind scene --head %s --json "
                        + String.join(" ", more),
                name,
                labels,
                drawn,
                head);
    }

    private static long lines(Ran ran, String beginning) {
        return ran.err().lines().filter(line -> line.startsWith(beginning)).count();
    }

    @Test
    void threeClassesAreOneTrainingAndThreeTargetsThatStandAlone() throws IOException {
        Ran ran = train("shape", labels(PICTURES, SHAPES), sound(), "--split", "frames");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(lines(ran, "  epoch 1 of " + EPOCHS)).as(ran.err()).isEqualTo(1);
        assertThat(lines(ran, "  epoch %1$d of %1$d".formatted(EPOCHS))).isEqualTo(1);
        assertThat(ran.json())
                .extracting(figures -> figures.get("target").stringValue())
                .containsExactly("shape-cross", "shape-disc", "shape-square");
        assertThat(ran.json().getLast().get("byClass").get("classes").toString())
                .isEqualTo("[\"cross\",\"disc\",\"square\",\"none\"]");
        assertThat(ran.json())
                .allSatisfy(figures -> {
                    assertThat(figures.get("auc").doubleValue()).isGreaterThan(0.9);
                    assertThat(figures.get("frames").intValue())
                            .isEqualTo(ran.json().getFirst().get("frames").intValue());
                });

        Files.delete(targets().resolve("shape-disc.target"));
        Files.delete(targets().resolve("shape-square.target"));
        assertThat(scan("shape-cross", 2).status()).as("a cross").isZero();
        assertThat(scan("shape-cross", 0).status()).as("a disc").isEqualTo(1);
    }

    /** A folder of stills, all of one shape. */
    private Ran scan(String target, int shape) throws IOException {
        Path stills = Files.createDirectories(folder.resolve("stills-" + shape));
        for (int i = shape; i < PICTURES; i += 3) {
            Files.copy(drawn.resolve(i + ".png"), stills.resolve("%02d.png".formatted(i)));
        }
        return cli.run("scan", stills, "--target", target);
    }

    @Test
    void ofClassesThatAreNamedEachBecomesATargetAndTheOthersAreWhatTheyAreNot() throws IOException {
        Path labels = labels(PICTURES, "disc", "parody", "cross", "disc", "none", "cross");

        Ran ran = train("shape", labels, sound(), "--positive", "disc", "--positive", "parody");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.json())
                .extracting(figures -> figures.get("target").stringValue())
                .containsExactly("shape-disc", "shape-parody");
        assertThat(ran.json().getFirst().get("auc").doubleValue()).isGreaterThan(0.9);
        assertThat(lines(ran, "  epoch 1 of"))
                .as("once, and once more for the figure that leaks")
                .isEqualTo(2);
    }

    /** A sound Target, as it lies on the disk. */
    private byte[] soundTarget() throws IOException {
        Ran sound = train("disc", labels(PICTURES, "1", "0"), sound());
        assertThat(sound.status()).as(sound.err()).isZero();
        return Files.readAllBytes(targets().resolve("disc.target"));
    }

    private void assertRefused(Ran ran, byte[] before, String... why) throws IOException {
        assertThat(ran.status()).as(ran.err()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines().filter(line -> line.startsWith("framewatch: ")))
                .singleElement()
                .asString()
                .contains(why);
        try (Stream<Path> files = Files.list(targets())) {
            assertThat(files.filter(file -> !file.endsWith(".lock")))
                    .containsExactly(targets().resolve("disc.target"));
        }
        assertThat(targets().resolve("disc.target")).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optimiser: sgd\nlearning_rate: 10\nmomentum: 0.99\nepochs: 300",
                "optimiser: adam\nlearning_rate: 10\nbeta_1: 0\nbeta_2: 0\nepochs: 300"
            })
    void divergingTrainingReportsTheEpochAndAdvice(String settings) throws IOException {
        byte[] before = soundTarget();

        Ran ran = train("disc", labels(PICTURES, "1", "0"), head(settings));

        assertRefused(
                ran,
                before,
                "training diverged in epoch ",
                "The learning rate is 10.0: try a tenth of it");
    }

    @ParameterizedTest
    @CsvSource({
        "36, 1, fewer than two do not show the target",
        "36, 0, fewer than two show the target",
        "3, 0 1 1, fewer than two do not show the target",
        "36, none disc disc disc disc disc disc disc disc disc disc disc, of \"none\" there are 2"
    })
    void oneClassAndTooFewImagesAreRefusedWithAdvice(int pictures, String shown, String why)
            throws IOException {
        byte[] before = soundTarget();

        Ran ran = train("disc", labels(pictures, shown.split(" ")), sound());

        assertRefused(ran, before, why, "label more ");
    }

    @Test
    void picturesOfWhichTheBackboneMakesNoNumbersAreNamed() throws IOException {
        byte[] before = soundTarget();
        Path onnx = Files.write(folder.resolve("root.onnx"), rootOfANegativeNumber());
        Ran added = cli.run("models import %s --as root --order rgb --mean 0 --scale 1", onnx);
        assertThat(added.status()).as(added.err()).isZero();

        Ran ran = train("disc", labels(PICTURES, "1", "0"), sound(), "--backbone", "root");

        assertRefused(ran, before, "training needs labelled images from at least two videos");
        assertThat(ran.err()).contains("not readable: 7.png: the backbone returns NaN for it");
    }

    private static byte[] rootOfANegativeNumber() {
        OnnxGraph graph = new OnnxGraph();
        graph.input("x", List.of(Subgraph.ANY, 3, 32, 32), List.of("N", "", "", ""));
        graph.floats("far", new int[] {1}, new float[] {-1000});
        graph.add("Add", List.of("x", "far"), "sum");
        graph.add("Sqrt", List.of("sum"), "root");
        graph.add(
                "ReduceMean",
                List.of("root"),
                "y",
                OnnxGraph.intsAttribute("axes", 2, 3),
                OnnxGraph.intAttribute("keepdims", 0));
        graph.output("y", List.of(Subgraph.ANY, 3));
        return graph.build().toByteArray();
    }

    @Test
    void anUnwritableTargetFolderIsReportedBeforeTraining() throws IOException {
        Files.createDirectories(cli.home());
        Files.writeString(targets(), "in the way");

        Ran ran = train("disc", labels(PICTURES, "1", "0"), sound());

        assertThat(ran.refusal()).contains(targets().toString(), "this is a file");
        assertThat(targets()).hasContent("in the way");
    }

    @Test
    void whereTheFileOfTheTargetCannotBeReplacedNothingIsLeftBeside() throws IOException {
        Path inTheWay = targets().resolve("disc.target");
        Files.createDirectories(inTheWay.resolve("folder"));

        Ran ran = train("disc", labels(PICTURES, "1", "0"), sound());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(inTheWay.toString());
        try (Stream<Path> files = Files.list(targets())) {
            assertThat(files.filter(file -> !file.endsWith(".lock"))).containsExactly(inTheWay);
        }
    }
}
