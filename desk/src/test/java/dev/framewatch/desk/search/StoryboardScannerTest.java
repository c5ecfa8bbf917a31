package dev.framewatch.desk.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.storyboard.Storyboard;
import dev.framewatch.storyboard.StoryboardBuilder;
import dev.framewatch.storyboard.StoryboardFile;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Threshold;
import dev.framewatch.testing.Images;
import dev.framewatch.verdict.LightAbove;
import dev.framewatch.verdict.LightTargets;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoMetadata;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryboardScannerTest {
    @TempDir private Path folder;
    private final LightAbove network = new LightAbove();
    private FrameClassifier classifier;

    @BeforeEach
    void aTargetOfLightImages() throws IOException {
        classifier =
                new FrameClassifier(
                        List.of(LightTargets.in(folder.resolve("targets"), "light", 0)),
                        _ -> new FeatureExtractor(null, null, network));
    }

    @AfterEach
    void close() {
        classifier.close();
    }

    /** An image a second, each different from the one before: {@code +} light, {@code -} dark. */
    private Path storyboard(String images, boolean stills) throws IOException {
        StoryboardBuilder builder = new StoryboardBuilder(1);
        for (int i = 0; i < images.length(); i++) {
            int level = (images.charAt(i) == '+' ? 210 : 5) + i * 11 % 40;
            builder.add(
                    i,
                    i,
                    builder.shrink(Images.of(8, 8, (_, _) -> Images.colour(level, level, level))));
        }
        String container = stills ? VideoMetadata.STILLS : "mov";
        Storyboard storyboard =
                Objects.requireNonNull(
                        builder.build(
                                new VideoMetadata(container, "h264", 8, 8, 0, images.length()),
                                images.length(),
                                ""));
        Path file = folder.resolve(images + stills);
        StoryboardFile.write(file, storyboard);
        return file;
    }

    private List<String> verdicts(@Nullable Rule rule, boolean isExhaustive, Path... files)
            throws InterruptedException {
        ScanOptions options =
                new ScanOptions(Sampling.every(1), rule, new Threshold.Trained(), false, 0)
                        .forStoryboards(0);
        List<String> verdicts = new ArrayList<>();
        try (StoryboardScanner scanner = new StoryboardScanner(classifier, options, isExhaustive)) {
            scanner.scan(
                    List.of(files),
                    (result, _) ->
                            verdicts.add(
                                    result.video().getFileName()
                                            + " "
                                            + result.targets().getFirst().verdict().word()));
        }
        return verdicts;
    }

    @Test
    void whereNoFrameOfTheFirstLookHintsAtTheTargetTheOthersAreNotLookedAt() throws Exception {
        Path without = storyboard("-".repeat(30), false);
        assertThat(verdicts(null, false, without)).singleElement().asString().endsWith("no_match");
        assertThat(network.looks()).isEqualTo(8);
        assertThat(verdicts(null, true, without)).singleElement().asString().endsWith("no_match");
        assertThat(network.looks()).isEqualTo(8 + 20);
    }

    @Test
    void resultsComeInTheOrderOfTheFilesWhicheverLookTheyNeeded() throws Exception {
        Path first = storyboard("-".repeat(12), false);
        Path second = storyboard("----++++++++", false);
        Path third = storyboard("-".repeat(13), false);
        Files.write(folder.resolve("damaged"), new byte[1]);
        assertThat(verdicts(null, false, first, second, third, folder.resolve("damaged"), first))
                .containsExactly(
                        "------------false no_match",
                        "----++++++++false match",
                        "-------------false no_match",
                        "damaged unreadable",
                        "------------false no_match");
    }

    @Test
    void anyRunThatMeetsTheRuleIsHintedAtWhereverItBegins() throws Exception {
        List<Path> share = new ArrayList<>();
        List<Path> presence = new ArrayList<>();
        for (int from = 0; from <= 13; from++) {
            share.add(storyboard("-".repeat(from) + "+++++++" + "-".repeat(13 - from), false));
            presence.add(storyboard("-".repeat(from) + "++++" + "-".repeat(16 - from), false));
        }
        assertThat(verdicts(null, false, share.toArray(Path[]::new)))
                .hasSize(14)
                .allMatch(verdict -> verdict.endsWith(" match"));
        assertThat(verdicts(Rule.parse("presence:3"), false, presence.toArray(Path[]::new)))
                .hasSize(14)
                .allMatch(verdict -> verdict.endsWith(" match"));
    }

    @Test
    void everyImageOfStillsIsLookedAt() throws Exception {
        assertThat(verdicts(null, false, storyboard("-----+", true)))
                .singleElement()
                .asString()
                .endsWith(" match");
    }
}
