package dev.framewatch.learn.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.NotFoundException;
import dev.framewatch.learn.dataset.FolderLabels.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLabelsTest {
    @TempDir private Path folder;

    private FolderLabels labels(String... images) throws IOException {
        for (String image : images) {
            Files.writeString(folder.resolve(image), "image");
        }
        return FolderLabels.of(folder);
    }

    private String saved() throws IOException {
        return Files.readString(folder.resolve("mapping.csv")).replace("\r\n", "\n");
    }

    @Test
    void everyAnswerIsSavedWithTheVideoThatTheFramesCameFrom() throws IOException {
        Files.writeString(
                folder.resolve("to-label.csv"),
                "Image_ID,Class,Group\nframe0.jpg,,a.mp4\nframe10.jpg,,b.mp4\n");
        FolderLabels labels = labels("frame10.jpg", "frame0.jpg", "frame2.jpg", "notes.txt");

        assertThat(labels.images())
                .extracting(Image::name)
                .containsExactly("frame0.jpg", "frame2.jpg", "frame10.jpg");
        assertThat(labels.images()).extracting(Image::video).containsExactly("a.mp4", "", "b.mp4");
        labels.set("frame10.jpg", "1");
        assertThat(saved()).isEqualTo("Image_ID,Class,Group\nframe10.jpg,1,b.mp4\n");
        labels.set("frame2.jpg", "0");
        assertThat(saved()).isEqualTo("Image_ID,Class,Group\nframe10.jpg,1,b.mp4\nframe2.jpg,0,\n");
        assertThat(LabelFile.read(labels.file(), folder, null).images()).hasSize(2);
    }

    @Test
    void labelsThatAreThereAreGoneOnFromAndTheirOtherColumnsStay() throws IOException {
        Files.writeString(
                folder.resolve("mapping.csv"),
                "Note;Image_ID;Class\n\"dark; blurred\";a.jpg;1\n;gone.jpg;0\n");
        FolderLabels labels = labels("a.jpg", "b.jpg");

        assertThat(labels.label("a.jpg")).isEqualTo("1");
        assertThat(labels.label("b.jpg")).isNull();
        labels.set("a.jpg", "0");
        labels.set("b.jpg", "1");

        assertThat(saved())
                .isEqualTo("Note,Image_ID,Class\ndark; blurred,a.jpg,0\n,gone.jpg,0\n,b.jpg,1\n");
    }

    @Test
    void aLabelThatIsTakenBackLeavesNoRow() throws IOException {
        FolderLabels labels = labels("a.jpg", "b.jpg");
        labels.set("a.jpg", "1");
        labels.set("b.jpg", "0");
        labels.set("a.jpg", null);
        assertThat(saved()).isEqualTo("Image_ID,Class,Group\nb.jpg,0,\n");
        labels.set("b.jpg", null);

        assertThat(labels.file()).doesNotExist();
        assertThat(FolderLabels.of(folder).label("b.jpg")).isNull();
    }

    @Test
    void aNameThatASpreadsheetWouldEvaluateStaysText() throws IOException {
        FolderLabels labels = labels("=1+1.jpg");
        labels.set("=1+1.jpg", "1");

        assertThat(saved()).contains("'=1+1.jpg,1,");
        assertThat(FolderLabels.of(folder).label("=1+1.jpg")).isEqualTo("1");
    }

    @Test
    void aFolderWithoutImagesAndAnUnknownImageAreNamed() throws IOException {
        assertThatThrownBy(() -> FolderLabels.of(folder))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no images in " + folder);
        assertThatThrownBy(() -> FolderLabels.of(folder.resolve("none")))
                .hasMessageContaining("there is no folder");
        FolderLabels labels = labels("a.jpg");
        assertThatThrownBy(() -> labels.set("../a.jpg", "1"))
                .hasMessageContaining("there is no image ../a.jpg");
        assertThat(labels.file()).doesNotExist();
    }
}
