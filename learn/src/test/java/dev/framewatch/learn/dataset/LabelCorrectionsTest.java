package dev.framewatch.learn.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.framewatch.learn.dataset.Dataset.Warning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelCorrectionsTest {
    private static final Dataset LABELS =
            new Dataset(
                    List.of(
                            labelled("a.jpg", "no", false),
                            labelled("b.jpg", "yes", true),
                            labelled("c.jpg", "Yes", true),
                            labelled("d.jpg", "no", false)),
                    List.of("yes"),
                    List.of(new Warning(Warning.Kind.SKIPPED_IMAGES, "an older warning")));

    @TempDir private Path folder = Path.of("");

    private static LabelledImage labelled(String image, String label, boolean positive) {
        return new LabelledImage(image, Path.of(image), label, positive, "v of " + image);
    }

    private LabelCorrections read(String text) throws IOException {
        return LabelCorrections.read(Files.writeString(folder.resolve("corrections.csv"), text));
    }

    private Dataset apply(String text) throws IOException {
        return read(text).apply(LABELS);
    }

    @Test
    void keptLabelsAreConfirmedFlippedOnesChangeClassAndDroppedPicturesAreLeftOut()
            throws IOException {
        Dataset corrected = apply("Image_ID,Action\nb.jpg,keep\na.jpg,flip\nd.jpg,drop\n");

        assertThat(corrected.images())
                .containsExactly(
                        labelled("a.jpg", "yes", true),
                        labelled("b.jpg", "yes", true),
                        labelled("c.jpg", "Yes", true));
        assertThat(corrected.confirmed()).containsExactly("b.jpg");
        assertThat(corrected.positiveLabels()).containsExactly("yes");
    }

    @Test
    void aPositiveLabelFlipsToTheNegativeClass() throws IOException {
        assertThat(apply("Image_ID,Action\nc.jpg,flip\n").images().get(2))
                .isEqualTo(labelled("c.jpg", "no", false));
    }

    @Test
    void summarisesTheChangesInOneWarning() throws IOException {
        assertThat(apply("Image_ID,Action\nb.jpg,keep\na.jpg,flip\nd.jpg,drop\n").warnings())
                .hasSize(2)
                .startsWith(LABELS.warnings().getFirst())
                .last()
                .extracting(Warning::text, STRING)
                .endsWith("corrections.csv: 1 kept, 1 flipped (a.jpg), 1 dropped (d.jpg)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFImage_ID,Action\r\na.jpg,flip\r\nb.jpg,keep\r\n",
                "\"Image_ID\",\"Action\"\r\n\"a.jpg\",flip\r\n\"b.jpg\",keep",
                "Image_ID;Action\na.jpg;FLIP\nb.jpg;Keep\n",
                "\n action , image_id \n flip , ./a.jpg \nkeep,b.jpg\nkeep,b.jpg\n"
            })
    void acceptsAllCsvVariants(String text) throws IOException {
        assertThat(apply(text)).isEqualTo(apply("Image_ID,Action\na.jpg,flip\nb.jpg,keep\n"));
    }

    @Test
    void readsUtf16WithByteOrderMark() throws IOException {
        Path csv = folder.resolve("corrections.csv");
        Files.write(csv, "\uFEFFImage_ID,Action\na.jpg,drop\n".getBytes(StandardCharsets.UTF_16LE));

        assertThat(LabelCorrections.read(csv).apply(LABELS).images()).hasSize(3);
    }

    @Test
    void reportsUnknownImagesAndContradictoryRows() throws IOException {
        Dataset corrected =
                apply("Image_ID,Action\na.jpg,flip\nx.jpg,drop\nb.jpg,keep\nb.jpg,drop\n");

        assertThat(corrected.images()).hasSize(4);
        assertThat(corrected.warnings())
                .last()
                .extracting(Warning::text, STRING)
                .contains("2 corrections in ", "corrections.csv are not used")
                .contains("b.jpg (lines 4 and 5 disagree)")
                .contains("x.jpg (line 3: not among the labelled images)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Image_ID,Action\\na.jpg,delete | line 2: unknown Action \"delete\": use keep,"
                        + " flip or drop",
                "Image_ID,Action\\na.jpg, | line 2: Action is empty",
                "Image_ID,Action\\n../a.jpg,drop | line 2: Image_ID \"../a.jpg\" is outside",
                "Image_ID,Class\\na.jpg,1 | has no column Action",
                "Image_ID,Action | has no rows: it needs the header Image_ID,Action",
                "Image_ID,Action\\n\"a.jpg,drop | is not valid CSV"
            })
    void rejectsInvalidRowsWithFileAndLine(String text, String message) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageStartingWith("corrections file ")
                .hasMessageContaining("corrections.csv")
                .hasMessageContaining(message);
    }

    @Test
    void reportsAMissingFile() {
        assertThatThrownBy(() -> LabelCorrections.read(folder.resolve("none.csv")))
                .hasMessageContaining("none.csv does not exist");
    }

    @Test
    void rejectsAFlipWithThreeClasses() throws IOException {
        Dataset three =
                new Dataset(
                        List.of(
                                labelled("a.jpg", "trump", true),
                                labelled("b.jpg", "biden", false),
                                labelled("c.jpg", "nobody", false)),
                        List.of("trump"),
                        List.of());
        LabelCorrections flip = read("Image_ID,Action\na.jpg,flip\n");

        assertThatThrownBy(() -> flip.apply(three))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("corrections.csv, line 2: a.jpg cannot be flipped")
                .hasMessageContaining("trump, biden, nobody");
        assertThat(read("Image_ID,Action\na.jpg,drop\n").apply(three).images()).hasSize(2);
    }

    @Test
    void rejectsDroppingAllImages() throws IOException {
        LabelCorrections all =
                read("Image_ID,Action\na.jpg,drop\nb.jpg,drop\nc.jpg,drop\nd.jpg,drop\n");

        assertThatThrownBy(() -> all.apply(LABELS)).hasMessageContaining("none is left");
    }
}
