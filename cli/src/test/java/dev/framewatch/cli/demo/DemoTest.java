package dev.framewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.console.TerminalScreen;
import dev.framewatch.cli.console.TestTerminal;
import dev.framewatch.learn.dataset.LabelFile;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.TestModels;
import dev.framewatch.targets.TargetFile;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(RanDemo.Shared.class)
class DemoTest {
    private static final DemoPlan TINY = new DemoPlan(1, 12, 3, 2, 4, 2);

    @TempDir private Path parent;

    @ParameterizedTest
    @EnumSource
    void whatItDidAndFoundIsOnTheScreenInTheEnd(TestTerminal terminal, RanDemo demo) {
        TerminalScreen screen = Objects.requireNonNull(demo.screens().get(terminal));
        List<String> lines = screen.wholeLines();
        List<String> progress =
                lines.subList(0, lines.indexOf(DemoCommand.summary(demo.outcome().evaluation())));

        assertThat(screen.written()).doesNotContainPattern("\u001b\\[\\d*m");
        assertThat(progress).anyMatch(line -> line.startsWith("Drawing labelled frames"));
        assertThat(progress.getLast()).contains("10 of 10 clips in ");
        if (!terminal.isDumb()) {
            assertThat(progress)
                    .allMatch(line ->
                            line.matches(".*: (\\d+) of \\1 [a-z]+ in \\d.*|.*: done in \\d.*"));
        }
        assertThat(lines).filteredOn(line -> line.startsWith("  clip-")).hasSize(10);
        assertThat(lines).anyMatch(line -> line.startsWith("10 of 10 verdicts are correct, after"));
        assertThat(lines.getLast())
                .startsWith("To scan again ")
                .endsWith(
                        " framewatch scan \"%s\" --home \"%s\""
                                .formatted(demo.folder().clips(), demo.folder().root()));
    }

    @Test
    void learnsTheSymbolFromItsOwnFramesAndFindsItInOtherClips(RanDemo demo) throws Exception {
        DemoFolder folder = demo.folder();
        Demo.Outcome outcome = demo.outcome();

        assertThat(outcome.outcomes()).hasSize(10);
        assertThat(outcome.outcomes())
                .allSatisfy(found ->
                        assertThat(found.target().verdict())
                                .as("%s %s", found.clip().name(), found.marks())
                                .isEqualTo(
                                        found.clip().hasSymbol()
                                                ? new Verdict.Match()
                                                : new Verdict.NoMatch()));
        assertThat(outcome.outcomes()).filteredOn(f -> f.clip().hasSymbol()).hasSize(5);
        assertThat(outcome.evaluation().groups()).isEqualTo(60);
        assertThat(TargetFile.readManifest(folder.targets().resolve("beacon.target")).kind())
                .isEqualTo(TargetKind.SCENE);
        List<LabelledImage> frames =
                LabelFile.read(folder.labels(), folder.frames(), null).images();
        assertThat(frames.stream().map(LabelledImage::group).collect(Collectors.toSet()))
                .hasSize(60);
        assertThat(Files.readString(folder.sheet()))
                .contains("clip-01.mp4", "clip-10.mp4", "10 of 10 verdicts are correct");
        assertThat(names(folder.root()))
                .containsExactlyInAnyOrder(
                        "clips",
                        "frames",
                        "targets",
                        "labels.csv",
                        "contact-sheet.html",
                        "made-by-framewatch-demo.txt");
    }

    @Test
    void makesTheSameAgainInTheSameFolder() throws Exception {
        DemoFolder folder = new DemoFolder(parent);
        run(TINY, folder);
        List<String> made = names(folder.root());
        String sheet = Files.readString(folder.sheet());
        byte[] target = Files.readAllBytes(folder.targets().resolve("beacon.target"));

        run(TINY, folder);

        assertThat(folder.sheet()).hasContent(sheet);
        assertThat(folder.targets().resolve("beacon.target")).hasBinaryContent(target);
        assertThat(names(folder.root())).containsExactlyInAnyOrderElementsOf(made);
        assertThat(names(folder.clips())).containsExactlyInAnyOrder("clip-01.mp4", "clip-02.mp4");
    }

    private static Demo.Outcome run(DemoPlan plan, DemoFolder folder) throws Exception {
        TestModels.obtain(ModelCatalogue.regions().id());
        return new Demo(plan, folder, TestModels.store(), ProgressListener.SILENT).run();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> Objects.toString(file.getFileName())).toList();
        }
    }

    @Nested
    class Picture extends DemoPicture {}
}
