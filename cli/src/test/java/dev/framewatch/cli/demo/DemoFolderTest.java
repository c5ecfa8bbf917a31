package dev.framewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
    @TempDir private Path parent;

    @Test
    void isMadeWithAWordOnWhatLiesInIt() throws IOException {
        DemoFolder folder = new DemoFolder(parent.resolve("demo"));

        folder.prepare();

        assertThat(folder.clips()).isEmptyDirectory();
        assertThat(folder.frames()).isEmptyDirectory();
        assertThat(parent.resolve("demo/made-by-framewatch-demo.txt"))
                .content()
                .contains("contact-sheet.html", "clips/", "frames/", "labels.csv", "targets/");
    }

    @Test
    void clearsAwayWhatAnEarlierDemoLeftAndNothingElse() throws IOException {
        DemoFolder folder = new DemoFolder(parent);
        folder.prepare();
        Path old = Files.writeString(folder.clips().resolve("clip-17.mp4"), "old");
        Path oldFrame = Files.writeString(folder.frames().resolve("training-01-3.jpg"), "old");
        Path mine = Files.writeString(folder.clips().resolve("holiday.mp4"), "mine");

        folder.prepare();

        assertThat(old).doesNotExist();
        assertThat(oldFrame).doesNotExist();
        assertThat(mine).hasContent("mine");
    }

    @Test
    void leavesAFolderAloneThatItDidNotMake() throws IOException {
        Path mine = Files.writeString(parent.resolve("clip-01.mp4"), "mine");

        assertThatThrownBy(() -> new DemoFolder(parent).prepare())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(parent.toString())
                .hasMessageContaining("--out");
        assertThat(mine).hasContent("mine");
        assertThat(parent.resolve("clips")).doesNotExist();
    }
}
