package dev.framewatch.learn.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.ServiceException;
import dev.framewatch.learn.dataset.Dataset.Warning;
import dev.framewatch.testing.Tutorial;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelFileTest {
    @TempDir private Path folder = Path.of("");

    private Path images = Path.of("");
    private Path csv = Path.of("");

    @BeforeEach
    void picturesOneToThree() throws IOException {
        images = Files.createDirectory(folder.resolve("images"));
        csv = folder.resolve("labels.csv");
        for (String name : new String[] {"f1.jpg", "f2.jpg", "f10.jpg"}) {
            Files.createFile(images.resolve(name));
        }
    }

    private Dataset read(String text) throws IOException {
        return read(text, null);
    }

    private Dataset read(String text, @Nullable String positive) throws IOException {
        Files.writeString(csv, text);
        return LabelFile.read(csv, images, positive);
    }

    private static final String PLAIN = "Image_ID,Class\nf10.jpg,0\nf2.jpg,1\nf1.jpg,0\n";

    @Test
    void picturesComeInNaturalOrderWithTheirClass() throws IOException {
        Dataset dataset = read(PLAIN);

        assertThat(dataset.images())
                .extracting(LabelledImage::name)
                .containsExactly("f1.jpg", "f2.jpg", "f10.jpg");
        assertThat(dataset.images())
                .extracting(LabelledImage::positive)
                .containsExactly(false, true, false);
        assertThat(dataset.classes()).containsExactly("0", "1");
        assertThat(dataset.positives()).isEqualTo(1);
        assertThat(dataset.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFImage_ID,Class\r\nf10.jpg,0\r\nf2.jpg,1\r\nf1.jpg,0\r\n",
                "\"Image_ID\",\"Class\"\n\"f10.jpg\",\"0\"\n\"f2.jpg\",\"1\"\n\"f1.jpg\",\"0\"",
                "Image_ID;Class\nf10.jpg;0\nf2.jpg;1\nf1.jpg;0\n",
                "Image_ID\tClass\nf10.jpg\t0\nf2.jpg\t1\nf1.jpg\t0\n",
                "\n image_id , CLASS \n\n f10.jpg , 0 \nf2.jpg,1,\n,\n./f1.jpg,0",
                "Class,Note,Image_ID\n0,\"a, b\",f10.jpg\n1,,f2.jpg\n0,\"say \"\"hi\"\"\",f1.jpg\n",
                "Image_ID,Class\nf10.jpg,0\nf2.jpg,1\nf1.jpg,0\nf2.jpg,1\n"
            })
    void allSpellingsOfOneTableGiveOneDataset(String text) throws IOException {
        assertThat(read(text)).isEqualTo(read(PLAIN));
    }

    @Test
    void utf16WithItsMarkIsReadAsSpreadsheetsWriteIt() throws IOException {
        Dataset expected = read(PLAIN);
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            Files.write(csv, ("\uFEFF" + PLAIN).getBytes(charset));
            assertThat(LabelFile.read(csv, images, null)).isEqualTo(expected);
        }
    }

    @Test
    void conflictsAndMissingFilesAreSkippedWithOneWarning() throws IOException {
        Dataset dataset =
                read("Image_ID,Class\nf1.jpg,0\nf2.jpg,1\nf1.jpg,1\ngone.jpg,1\nf10.jpg,0\n");

        assertThat(dataset.images())
                .extracting(LabelledImage::name)
                .containsExactly("f2.jpg", "f10.jpg");
        Warning warning = onlyWarning(dataset);
        assertThat(warning.kind()).isEqualTo(Warning.Kind.SKIPPED_IMAGES);
        assertThat(warning.text())
                .isEqualTo(
                        "2 images listed in %s are skipped: f1.jpg (lines 2 and 4 disagree),"
                                        .formatted(csv)
                                + " gone.jpg (line 5: no such file)");
    }

    @Test
    void filesThatNoRowListsAreMentioned() throws IOException {
        Warning warning = onlyWarning(read("Image_ID,Class\nf1.jpg,0\nf2.jpg,1\n"));

        assertThat(warning.kind()).isEqualTo(Warning.Kind.UNLISTED_FILES);
        assertThat(warning.text())
                .isEqualTo(
                        "1 file in %s is not listed in %s and not used: f10.jpg"
                                .formatted(images, csv));
    }

    private static Warning onlyWarning(Dataset dataset) {
        assertThat(dataset.warnings()).hasSize(1);
        return dataset.warnings().getFirst();
    }

    @Test
    void groupsAreKeptWhereGiven() throws IOException {
        assertThat(
                        read("""
                        Image_ID,Class,Group
                        f1.jpg,0,a
                        f2.jpg,1,
                        f2.jpg,1,b
                        f10.jpg,0,
                        """)
                                .images())
                .extracting(LabelledImage::group)
                .containsExactly("a", "b", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../f1.jpg",
                "a/../../f1.jpg",
                "/etc/passwd",
                "..\\f1.jpg",
                "C:\\f1.jpg",
                ".",
                "f1\u0000.jpg",
                "f1\u001b[2J.jpg"
            })
    void namesThatLeadOutOfTheFolderAreRefused(String name) {
        assertThatThrownBy(() -> read("Image_ID,Class\nf2.jpg,1\n\"" + name + "\",0\n"))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("labels.csv, line 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Image_ID,Class\\nf1.jpg,\\n | line 2: Class is empty",
                "Image_ID,Class\\nf1.jpg\\n | line 2: Class is empty",
                "Image_ID,Class\\n,1\\n | line 2: Image_ID is empty",
                "Image_ID,Class\\na,b.jpg,1\\n | line 2: 3 fields, but the header has 2",
                "Image_ID,Label\\nf1.jpg,1\\n | no column Class",
                "f1.jpg,1\\nf2.jpg,0\\n | no column Image_ID",
                "Image_ID,Class,class\\nf1.jpg,1,1\\n | has two columns class",
                "Image_ID,Class\\n | has no rows",
                "'' | has no rows",
                "Image_ID,Class\\n\"f1.jpg,1\\n | not valid CSV",
                "Image_ID,Class\\nnone.jpg,1\\n | none of its 1 images is in",
            })
    void whatCannotBeUsedIsNamedWithFileAndPlace(String text, String message) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("labels.csv")
                .hasMessageContaining(message);
    }

    @Test
    void aFieldHasALimit() {
        String name = "x".repeat(CsvTable.MAX_FIELD_CHARS - 10);
        assertThatThrownBy(() -> read("Image_ID,Class\n" + name + ",1\n"))
                .hasMessageContaining("none of its 1 images");
        assertThatThrownBy(() -> read("Image_ID,Class\n" + name.repeat(2) + ",1\n"))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("not valid CSV");
    }

    @Test
    void theNumberOfRowsHasALimit() throws IOException {
        String most = "Image_ID,Class\n" + "a,1\n".repeat(CsvTable.MAX_ROWS);
        Files.writeString(csv, most);
        assertThat(CsvTable.read(CsvPurpose.LABELS, csv).rows()).hasSize(CsvTable.MAX_ROWS);

        Files.writeString(csv, most + "a,1\n");
        assertThatThrownBy(() -> CsvTable.read(CsvPurpose.LABELS, csv))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("more than 1,000,000 rows");
    }

    @Test
    void bytesThatAreNoTextAreNamedWithTheirLine() throws IOException {
        Files.write(
                csv,
                "Image_ID,Class\nf1.jpg,1\nf\u00e4.jpg,0\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> LabelFile.read(csv, images, null))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("CSV UTF-8");
    }

    @Test
    void aFileOrFolderThatIsNotThereIsSaidSo() {
        assertThatThrownBy(() -> LabelFile.read(csv, images, null))
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> LabelFile.read(csv, folder.resolve("no"), null))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("folder of pictures");
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,1",
        "no,trump,trump",
        "None,Trump,Trump",
        "FALSE,TRUE,TRUE",
        "not_flag,flag,flag",
        "0.0,1.0,1.0",
        "1,2,1"
    })
    void theClassToLookForIsOneOrTheOnlyOneThatIsNotNo(String one, String other, String chosen)
            throws IOException {
        String text = "Image_ID,Class\nf1.jpg,%s\nf2.jpg,%s\n".formatted(one, other);

        assertThat(read(text).positiveLabels()).containsExactly(chosen);
    }

    @Test
    void anUnclearClassMustBeNamed() throws IOException {
        String text = "Image_ID,Class\nf1.jpg,biden\nf2.jpg,trump\nf10.jpg,pence\n";

        assertThatThrownBy(() -> read(text))
                .hasMessageContaining("biden, pence, trump")
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> read(text, "obama"))
                .hasMessageContaining("\"obama\"")
                .hasMessageContaining("biden, pence, trump");
        assertThat(read(text, "TRUMP").positives()).isEqualTo(1);
        assertThat(read(text, "trump").classes()).containsExactly("not trump", "trump");
    }

    @Test
    void theTutorialsFileIsReadAsItIsFound() throws IOException {
        Dataset dataset = LabelFile.read(Tutorial.labels(), Tutorial.images(), null);

        assertThat(dataset.images()).hasSize(537);
        assertThat(dataset.positives()).isEqualTo(199);
        assertThat(onlyWarning(dataset).text()).contains("frame576.jpg", "frame610.jpg");
    }

    @Test
    void aTableThatIsTooLargeIsRefusedUnread() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(csv.toFile(), "rw")) {
            sparse.setLength(CsvText.MAX_BYTES + 1);
        }

        assertThatThrownBy(() -> CsvTable.read(CsvPurpose.LABELS, csv))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("larger than 64 MB");
    }
}
