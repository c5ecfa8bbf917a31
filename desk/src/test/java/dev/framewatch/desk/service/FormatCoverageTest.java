package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.WatchFactory;
import dev.framewatch.desk.api.StatusDto;
import dev.framewatch.desk.service.SourceService.NewSource;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PageRequest;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.PostRow;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.desk.watch.Supervisor;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.home.Home;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Targets;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.MediaSamples;
import dev.framewatch.video.MediaSamples.Sample;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.artwork.Prints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watched folder is read in every format as a scan reads it. */
class FormatCoverageTest {
    private static final String SKIPPED =
            "source drop: 1 file was skipped: backup.zip (a ZIP archive)";

    @TempDir private Path folder;

    private final List<String> notes = new ArrayList<>();

    @Test
    void eachSampleIsAPostOfWhichEachFrameIsScannedAndTheArchiveIsAConcern() throws Exception {
        Path drop = folder.resolve("drop");
        List<Sample> samples = MediaSamples.write(drop);
        try (Stream<Path> files = Files.walk(drop)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(
                        file, FileTime.from(TestServices.NOON.minusSeconds(3600)));
            }
        }
        Home home = Home.in(folder.resolve("home"));
        List<byte[]> references = List.of(ImageFiles.encodePng(Prints.harbour()));
        new TargetStore(home.targets())
                .save(Targets.artwork("harbour", references), Targets.ARTWORK_HEAD, references);

        boolean complete;
        StatusDto status;
        try (TestServices desk = new TestServices(home.directory())) {
            desk.services
                    .sources()
                    .add(
                            new NewSource(
                                    "drop", "folder", drop.toString(), Duration.ofHours(1), false),
                            "anna");
            complete = once(home);
            status = desk.services.status().status();
        }

        Map<String, StoredVerdict> verdicts = verdicts(home);
        SoftAssertions all = new SoftAssertions();
        for (Sample sample : samples) {
            StoredVerdict verdict = verdicts.get(sample.name());
            all.assertThat(verdict).as(sample.name()).isNotNull();
            if (verdict != null) {
                all.assertThat(verdict.verdict()).as(sample.name()).isEqualTo("match");
                all.assertThat(verdict.sampledFrames())
                        .as(sample.name())
                        .isEqualTo(sample.numbers().size());
                all.assertThat(verdict.positiveFrames())
                        .as(sample.name())
                        .isEqualTo(sample.positives());
            }
        }
        all.assertAll();
        assertThat(verdicts).hasSameSizeAs(samples);
        assertThat(complete).as("success of the round").isFalse();
        assertThat(notes.getLast()).isEqualTo(SKIPPED);
        assertThat(status.healthy()).isFalse();
        assertThat(status.concerns()).containsExactly(SKIPPED);
    }

    private boolean once(Home home) throws Exception {
        WatchService service =
                new WatchService(
                        TestServices.environment(home),
                        _ -> new FeatureExtractor(null, null, null, new LocalFeatureExtractor()));
        WatchListener listener =
                new WatchListener() {
                    @Override
                    public void note(String text) {
                        notes.add(text);
                    }
                };
        try (WatchFactory watch = service.open(null, listener, Supervisor.NONE)) {
            return watch.once();
        }
    }

    /** Returns the verdict on each post of the folder, keyed by its file name. */
    private static Map<String, StoredVerdict> verdicts(Home home) throws Exception {
        Map<String, StoredVerdict> verdicts = new HashMap<>();
        try (Database database = Database.open(home)) {
            database.write(handle -> {
                for (PostRow row :
                        new PostRepository(handle)
                                .page(PostRow.Filter.ALL, PageRequest.first(1000))
                                .items()) {
                    String video = Objects.requireNonNull(row.post().video());
                    verdicts.put(
                            row.post().post().caption(),
                            new VideoRepository(handle).verdicts(video).getFirst());
                }
            });
        }
        return verdicts;
    }
}
