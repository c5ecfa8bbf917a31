package dev.framewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.learn.dataset.LabelFile;
import dev.framewatch.learn.dataset.LabelledPicture;
import dev.framewatch.model.Progress;
import dev.framewatch.model.TestModels;
import dev.framewatch.target.Kind;
import dev.framewatch.target.TargetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private static final DemoPlan SMALL = new DemoPlan(1, 24, 4, 4, 8, 4);

    @TempDir private Path parent;

    @Test
    void learnsTheSymbolFromItsOwnFramesAndFindsItInOtherClips() throws Exception {
        DemoFolder folder = new DemoFolder(parent.resolve("demo"));

        Demo.Outcome outcome = run(folder);

        assertThat(outcome.findings()).hasSize(4).allMatch(Finding::right);
        assertThat(outcome.findings()).filteredOn(f -> f.clip().hasSymbol()).hasSize(2);
        assertThat(outcome.measured().groups()).isEqualTo(24);
        assertThat(TargetFile.readManifest(folder.targets().resolve("beacon.target")).kind())
                .isEqualTo(Kind.SCENE);
        List<LabelledPicture> frames =
                LabelFile.read(folder.labels(), folder.frames(), null).pictures();
        assertThat(frames.stream().map(LabelledPicture::group).collect(Collectors.toSet()))
                .hasSize(24);
        assertThat(Files.readString(folder.sheet()))
                .contains("clip-01.mp4", "clip-04.mp4", "4 of 4 verdicts are right");
        assertThat(names(folder.root()))
                .containsExactlyInAnyOrder(
                        "clips",
                        "frames",
                        "targets",
                        "labels.csv",
                        "contact-sheet.html",
                        "made-by-framewatch-demo.txt");

        String first = Files.readString(folder.sheet());
        run(folder);
        assertThat(folder.sheet()).as("run again in the same folder").hasContent(first);
    }

    private static Demo.Outcome run(DemoFolder folder) throws Exception {
        TestModels.obtain("mobilenet-v2-mid");
        return new Demo(SMALL, folder, TestModels.store(), Progress.SILENT).run();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> Objects.toString(file.getFileName())).toList();
        }
    }
}
