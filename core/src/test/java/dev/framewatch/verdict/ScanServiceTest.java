package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.home.Home;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.InvalidTargetException;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Targets;
import dev.framewatch.verdict.ScanService.Listener;
import dev.framewatch.verdict.ScanService.Request;
import dev.framewatch.verdict.ScanService.Result;
import dev.framewatch.verdict.ScanService.ScannedVideo;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.MediaFetcher;
import dev.framewatch.video.MediaFetcher.Media;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.artwork.Prints;
import dev.framewatch.vision.artwork.Street;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, folders and addresses in, a result for each out. Artwork targets need no model. */
class ScanServiceTest {
    @TempDir private static Path folder;
    private static Path with;
    private static Path without;

    private final List<ScannedVideo> found = new ArrayList<>();

    @BeforeAll
    static void clipsAndATarget() throws IOException {
        with = clip("with.mp4", Prints.harbour());
        without = clip("without.mp4", Prints.mill());
        List<byte[]> references = List.of(ImageFiles.encodePng(Prints.harbour()));
        new TargetStore(home().targets())
                .save(Targets.artwork("harbour", references), Targets.ARTWORK_HEAD, references);
    }

    private static Home home() {
        return new Home(folder.resolve("home"), folder.resolve("cache"));
    }

    private static Path clip(String name, RgbImage hangs) throws IOException {
        return Street.clip(Files.createDirectories(folder.resolve("videos")).resolve(name), hangs);
    }

    private Result scan(MediaFetcher fetcher, Object... places) throws Exception {
        List<String> named = new ArrayList<>();
        for (Object place : places) {
            named.add(place.toString());
        }
        return service(home(), fetcher)
                .scan(
                        new Request(named, List.of("harbour"), ScanOptions.standard()),
                        ProgressListener.SILENT,
                        found::add);
    }

    private static ScanService service(Home home, MediaFetcher fetcher) {
        return new ScanService(
                new TargetStore(home.targets()), new ModelStore(home, Npm.on("")), fetcher);
    }

    private static Media nothing(String address) {
        throw new UnavailableException(address + " cannot be reached");
    }

    private static Verdict verdict(ScannedVideo video) {
        return video.result().targets().getFirst().verdict();
    }

    @Test
    void theVideosOfAFolderAreResultsInTheirOrderUnderTheirPaths() throws Exception {
        Result result = scan(ScanServiceTest::nothing, folder.resolve("videos"));

        assertThat(found)
                .extracting(ScannedVideo::name)
                .containsExactly(with.toString(), without.toString());
        assertThat(verdict(found.getFirst())).isInstanceOf(Verdict.Match.class);
        assertThat(result).isEqualTo(new Result(1, 1, 0, 0));
    }

    @Test
    void aFileThatCannotBeReadIsAResult() throws Exception {
        Path page = Files.writeString(folder.resolve("page.mp4"), "<html>");

        assertThat(scan(ScanServiceTest::nothing, page, with)).isEqualTo(new Result(1, 0, 0, 1));
    }

    @Test
    void whatAnAddressLeadsToIsScannedUnderTheAddress() throws Exception {
        Result result =
                scan(address -> new Media(with, ""), "https://example.org/clips/a.mp4?token=1");

        assertThat(result.matches()).isOne();
        assertThat(found.getFirst().name()).isEqualTo("https://example.org/clips/a.mp4?token=1");
        assertThat(found.getFirst().result().video())
                .as("a name for files, without the query")
                .isEqualTo(Path.of("example.org_clips_a.mp4"));
    }

    @Test
    void anAddressThatBringsNothingIsAResultAndTheOthersAreScanned() throws Exception {
        Result result = scan(ScanServiceTest::nothing, with, "https://example.org/gone.mp4");

        assertThat(result).isEqualTo(new Result(1, 0, 0, 1));
        assertThat(found.getFirst().name()).isEqualTo("https://example.org/gone.mp4");
        assertThat(verdict(found.getFirst()))
                .isEqualTo(
                        new Verdict.Unreadable("https://example.org/gone.mp4 cannot be reached"));
    }

    @Test
    void nothingFoundInAPartOfAPostDecidesNothing() throws Exception {
        Result result =
                scan(
                        address -> new Media(without, "the second video is missing"),
                        "https://example.org/post");

        assertThat(result).isEqualTo(new Result(0, 0, 1, 0));
        assertThat(verdict(found.getFirst()))
                .isEqualTo(new Verdict.Undecided("the second video is missing"));
    }

    @Test
    void withoutATargetOrAVideoThereIsNothingToScan() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Home other = new Home(empty, folder.resolve("cache"));
        Request all = new Request(List.of(with.toString()), List.of(), ScanOptions.standard());

        assertThatThrownBy(() -> scan(ScanServiceTest::nothing, empty))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(empty.toString());
        assertThatThrownBy(() ->
                        service(other, ScanServiceTest::nothing)
                                .scan(all, ProgressListener.SILENT, found::add))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no targets");
    }

    @Test
    void aDamagedTargetIsNamedAndTheOthersAreSearchedFor(@TempDir Path other) throws Exception {
        Home home = new Home(other, folder.resolve("cache"));
        Files.createDirectories(home.targets());
        Path harbour = home.targets().resolve("harbour.target");
        Path damaged = Files.writeString(home.targets().resolve("damaged.target"), "no zip");
        Files.copy(home().targets().resolve("harbour.target"), harbour);
        List<String> problems = new ArrayList<>();
        Listener listener =
                new Listener() {
                    @Override
                    public void invalidTarget(InvalidTargetException problem) {
                        problems.add(problem.getMessage());
                    }

                    @Override
                    public void finished(ScannedVideo video) {
                        found.add(video);
                    }
                };
        ScanService service = service(home, ScanServiceTest::nothing);
        List<String> place = List.of(with.toString());
        Request all = new Request(place, List.of(), ScanOptions.standard());

        assertThat(service.scan(all, ProgressListener.SILENT, listener))
                .isEqualTo(new Result(1, 0, 0, 0));
        assertThat(problems).singleElement().asString().contains(damaged.toString());

        Request named = new Request(place, List.of("damaged", "harbour"), ScanOptions.standard());
        assertThatThrownBy(() -> service.scan(named, ProgressListener.SILENT, listener))
                .isInstanceOf(InvalidTargetException.class);
        Files.delete(harbour);
        assertThatThrownBy(() -> service.scan(all, ProgressListener.SILENT, listener))
                .isInstanceOf(InvalidTargetException.class);
    }

    @Test
    void anInterruptEndsTheScan() {
        MediaFetcher interrupting =
                address -> {
                    Thread.currentThread().interrupt();
                    return new Media(with, "");
                };

        assertThatThrownBy(() -> scan(interrupting, "https://example.org/a.mp4"))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(found).isEmpty();
    }
}
