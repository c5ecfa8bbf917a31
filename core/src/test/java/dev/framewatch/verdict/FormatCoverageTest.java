package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.home.Home;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Targets;
import dev.framewatch.verdict.ScanService.Listener;
import dev.framewatch.verdict.ScanService.Request;
import dev.framewatch.verdict.ScanService.Result;
import dev.framewatch.verdict.ScanService.ScannedVideo;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.MediaListing.LeftOut;
import dev.framewatch.video.MediaSamples;
import dev.framewatch.video.MediaSamples.Sample;
import dev.framewatch.vision.artwork.Prints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scan reads every frame of every format, at its time, and names what it skips. */
class FormatCoverageTest {
    @TempDir private static Path folder;
    private static List<Sample> samples = List.of();
    private static final Map<String, VideoResult> found = new HashMap<>();
    private static final List<LeftOut> leftOut = new ArrayList<>();
    private static Result result = new Result(0, 0, 0, 0);

    @BeforeAll
    static void scanAll() throws Exception {
        samples = MediaSamples.write(folder.resolve("media"));
        Home home = new Home(folder.resolve("home"), folder.resolve("cache"));
        List<byte[]> references = List.of(ImageFiles.encodePng(Prints.harbour()));
        TargetStore targets = new TargetStore(home.targets());
        targets.save(Targets.artwork("harbour", references), Targets.ARTWORK_HEAD, references);
        ScanService scans =
                new ScanService(
                        targets,
                        new ModelStore(home, Npm.on("")),
                        address -> {
                            throw new AssertionError(address);
                        });
        Request request =
                new Request(
                        List.of(folder.resolve("media").toString()),
                        List.of(),
                        ScanOptions.standard());
        result =
                scans.scan(
                        request,
                        ProgressListener.SILENT,
                        new Listener() {
                            @Override
                            public void started(int videos, List<LeftOut> files) {
                                leftOut.addAll(files);
                            }

                            @Override
                            public void finished(ScannedVideo video) {
                                found.put(video.name(), video.result());
                            }
                        });
    }

    @Test
    void eachFrameIsScannedAtItsTime() {
        SoftAssertions all = new SoftAssertions();
        for (Sample sample : samples) {
            VideoResult video = found.get(sample.path().toString());
            all.assertThat(video).as(sample.name()).isNotNull();
            if (video == null) {
                continue;
            }
            TargetResult target = video.targets().getFirst();
            all.assertThat(target.verdict()).as(sample.name()).isEqualTo(new Verdict.Match());
            all.assertThat(target.frames().stream().map(FrameScore::positive))
                    .as(sample.name())
                    .isEqualTo(sample.numbers().stream().map(MediaSamples::isPositive).toList());
            for (int i = 0; i < target.frames().size(); i++) {
                all.assertThat(target.frames().get(i).seconds())
                        .as("%s, frame %d", sample.name(), i)
                        .isCloseTo(i, within(0.1));
            }
            all.assertThat(video.coverage().decodedSeconds())
                    .as(sample.name())
                    .isCloseTo(video.coverage().seconds(), within(0.15));
        }
        all.assertAll();
    }

    @Test
    void nothingElseIsScannedAndTheArchiveIsNamed() {
        assertThat(found).hasSameSizeAs(samples);
        assertThat(result.matches()).isEqualTo(samples.size());
        assertThat(leftOut)
                .containsExactly(new LeftOut(folder.resolve("media/backup.zip"), "a ZIP archive"));
    }
}
