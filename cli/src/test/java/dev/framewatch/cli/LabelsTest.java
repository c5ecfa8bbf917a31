package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels files as they occur in real life, through the command line. */
class LabelsTest {
    @TempDir private Path folder;
    private Cli cli;
    private Path images;

    @BeforeEach
    void pictures() throws IOException {
        cli = new Cli(folder.resolve("home"));
        images = Files.createDirectory(folder.resolve("images"));
        for (int i = 1; i <= 8; i++) {
            (i % 2 == 1 ? Shape.DISC : Shape.NONE).write(images, i);
        }
    }

    private Ran train(String labels) throws IOException {
        Path csv = Files.writeString(folder.resolve("labels.csv"), labels);
        return cli.run("train disc --labels %s --images %s --kind scene --json", csv, images);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Image_ID,Class\\n1.png,1\\n2.png,\\n|line 3|Class is empty|fill it in",
                "Image_ID,Class\\n,1\\n|line 2|Image_ID is empty|fill it in",
                "Image_ID,Class\\n1.png,1\\n../2.png,0\\n|line 3|\"../2.png\"|inside it",
                "Image_ID,Class\\n/etc/passwd,0\\n|line 2|\"/etc/passwd\"|inside it",
                "Picture,Class\\n1.png,1\\n|Image_ID|Picture,Class|must be Image_ID,Class",
                "Image_ID,Label\\n1.png,1\\n|Class|Image_ID,Label|must be Image_ID,Class",
                "Image_ID,Class\\n|labels.csv|has no rows|then one row per image",
                "Image_ID,Class\\n91.png,1\\n92.png,0\\n|none of its 2|images|check the image"
                        + " folder",
                "Image_ID,Class\\n\"1.png,1\\n|labels.csv|check for|unclosed quote"
            })
    void unusableLabelsAreRefusedWithFileLineFieldAndAdvice(
            String labels, String where, String what, String wayOut) throws IOException {
        String refusal = train(labels.replace("\\n", "\n")).refusal();

        assertThat(refusal).contains("labels.csv", where, what, wayOut);
        assertThat(refusal.lines()).as("one sentence").hasSize(1);
        assertThat(cli.home().resolve("targets")).doesNotExist();
    }

    @Test
    void missingFilesAndFoldersAreNamed() {
        Path none = folder.resolve("none.csv");

        assertThat(cli.run("train t --labels %s --images %s", none, images).refusal())
                .contains(none.toString(), "--labels: ");
        assertThat(cli.run("train t --labels %s --images %s", none, none).refusal())
                .contains(none.toString(), "--images: ");
    }

    @Test
    void conflictsAndMissingFilesAreListedOnceInOneNoteAndLeftOut() throws IOException {
        TestModels.obtain(ModelCatalogue.standard(ModelRole.SCENE_FEATURES).id());

        Ran ran =
                train(
                        "Image_ID,Class\n1.png,1\n2.png,0\n3.png,1\n4.png,0\n5.png,1\n6.png,0\n"
                                + "7.png,1\n7.png,0\n7.png,1\n90.png,1\n90.png,1\n5.png,1\n");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.json().getFirst().get("frames").intValue()).isEqualTo(6);
        assertThat(ran.err())
                .containsOnlyOnce("are skipped")
                .containsOnlyOnce("7.png (lines 8 and 9 disagree)")
                .containsOnlyOnce("90.png (line 11: no such file)")
                .contains("8.png");
    }

    @Test
    void byteOrderMarkCrlfAndQuotesMakeNoDifference() throws IOException {
        TestModels.obtain(ModelCatalogue.standard(ModelRole.SCENE_FEATURES).id());
        String plain = "Image_ID,Class\n1.png,1\n2.png,0\n3.png,1\n4.png,0\n5.png,1\n6.png,0\n";
        Path target = folder.resolve("home/targets/disc.target");

        assertThat(train(plain).status()).isZero();
        byte[] first = Files.readAllBytes(target);
        String rough = plain.replaceAll("(.)\\.png", "\"$1.png\"").replace("\n", "\r\n");
        Ran again = train("\uFEFF" + rough);

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(Files.readAllBytes(target)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "'1.png,1\n3.png,1\n5.png,1', fewer than two do not show the target",
        "'2.png,0\n4.png,0\n6.png,0', fewer than two show the target",
        "'1.png,1\n2.png,0', fewer than two show the target"
    })
    void oneClassOnlyAndTwoRowsAreTooFewToLearnFrom(String rows, String problem)
            throws IOException {
        TestModels.obtain(ModelCatalogue.standard(ModelRole.SCENE_FEATURES).id());

        Ran ran = train("Image_ID,Class\n" + rows);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(problem, "label more images");
        assertThat(folder.resolve("home/targets")).doesNotExist();
    }

    @Test
    void aPictureThatCannotBeReadIsNamedAndTheOthersAreLearnedFrom() throws IOException {
        TestModels.obtain(ModelCatalogue.standard(ModelRole.SCENE_FEATURES).id());
        Files.writeString(images.resolve("7.png"), "<html>");

        Ran ran =
                train(
                        "Image_ID,Class\n1.png,1\n2.png,0\n3.png,1\n4.png,0\n5.png,1\n6.png,0\n"
                                + "7.png,1\n");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.json().getFirst().get("unreadable"))
                .singleElement()
                .satisfies(name -> assertThat(name.stringValue()).contains("7.png"));
        assertThat(ran.err()).contains("not readable: 7.png");
    }

    @Test
    void severalClassesBecomeATargetEachAndThoseThatMeanNoBecomeNone() throws IOException {
        TestModels.obtain(ModelCatalogue.standard(ModelRole.SCENE_FEATURES).id());
        String labels =
                "Image_ID,Class,Group\n1.png,Red Disc,a\n2.png,parody,b\n3.png,Red Disc,c\n"
                        + "4.png,parody,d\n5.png,Red Disc,e\n6.png,none,f\n7.png,Red Disc,g\n"
                        + "8.png,none,h\n";

        Ran ran = train(labels);
        Ran targets = cli.run("targets", "--json");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.json())
                .extracting(figures -> figures.get("target").stringValue())
                .containsExactly("disc-parody", "disc-Red-Disc");
        assertThat(ran.json())
                .extracting(figures -> figures.get("positives").intValue())
                .containsExactly(2, 4);
        assertThat(targets.json())
                .extracting(target -> target.get("labels").get(1).stringValue())
                .containsExactlyInAnyOrder("parody", "Red Disc");
    }

    @Test
    void aSelectedClassIsTheOnlyPositiveOne() throws IOException {
        TestModels.obtain(ModelCatalogue.standard(ModelRole.SCENE_FEATURES).id());
        Path csv =
                Files.writeString(
                        folder.resolve("labels.csv"),
                        "Image_ID,Class,Group\n"
                                + "1.png,red,a\n"
                                + "2.png,parody,b\n"
                                + "3.png,red,c\n"
                                + "4.png,parody,d\n");

        Ran ran =
                cli.run(
                        "train disc --labels %s --images %s --kind scene --positive red --json",
                        csv, images);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.json())
                .extracting(figures -> figures.get("target").stringValue())
                .containsExactly("disc");
    }

    private Ran trainDense(String shape) throws IOException {
        StringBuilder rows = new StringBuilder("Image_ID,Class,Group\n");
        for (int i = 1; i <= 20; i++) {
            (i % 2 == 1 ? Shape.DISC : Shape.NONE).write(images, i);
            rows.append("%d.png,%d,v%d\n".formatted(i, i % 2, i));
        }
        Path csv = Files.writeString(folder.resolve("labels.csv"), rows);
        Path head = Files.writeString(folder.resolve("head.yaml"), shape);
        return cli.run(
                "train disc --labels %s --images %s --kind scene --head %s --json",
                csv, images, head);
    }

    @Test
    void aHeadOfOnesOwnShapeIsTrainedAndItsEpochsAreShown() throws IOException {
        TestModels.obtain(ModelCatalogue.standard(ModelRole.SCENE_FEATURES).id());

        Ran ran =
                trainDense(
                        """
                        layers:
                          - dense: 8
                            activation: relu
                          - dense: classes
                            activation: softmax
                        epochs: 20
                        batch: 4
                        """);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("epoch 20 of 20: loss");
        assertThat(ran.json().getFirst().get("frames").intValue())
                .as("three tenths are held back")
                .isEqualTo(6);
        assertThat(cli.home().resolve("targets/disc.target")).exists();
    }

    @Test
    void aShapeThatIsWrongIsRefusedByLineAndField() throws IOException {
        Ran ran = trainDense("layers:\n  - dense: -3\nepochs: many\n");

        assertThat(ran.refusal()).contains("head.yaml", "line 2", "dense", "line 3", "epochs");
        assertThat(cli.home().resolve("targets")).doesNotExist();
    }
}
