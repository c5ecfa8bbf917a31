package dev.framewatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.ModelException;
import dev.framewatch.error.ModelUnavailableException;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import dev.framewatch.model.ModelStatus.State;
import dev.framewatch.testing.JavaProcess;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for npm is a shell script")
@Timeout(60)
class ModelStoreTest {
    @TempDir Path folder;

    private byte[] tarball = {};
    private Model tiny;

    @BeforeEach
    void pinTheTinyModel() throws IOException {
        tarball = TinyModel.tarball();
        tiny = TinyModel.model(tarball);
    }

    @Test
    void fetchesOnceAndWorksOfflineAfterwards() throws Exception {
        FakeNpm npm = FakeNpm.serving(folder.resolve("bin"), tarball);
        List<String> tasks = new ArrayList<>();

        Path first = store(npm.npm()).obtain(tiny, (task, done, total) -> tasks.add(task.name()));
        Path second = store(Npm.on("")).obtain(tiny, ProgressListener.SILENT);

        assertThat(second).isEqualTo(first).hasSize(tiny.bytes());
        assertThat(npm.calls()).isEqualTo(1);
        assertThat(Files.readString(npm.folder().resolve("calls")))
                .contains("pack tiny@1.0.0 --loglevel=error --ignore-scripts");
        assertThat(tasks.stream().distinct())
                .containsExactly(
                        "downloading tiny@1.0.0", "checking tiny@1.0.0", "converting tiny");
        assertThat(kept())
                .as("no tarball, nothing unfinished, only the two files that are needed")
                .containsExactlyInAnyOrder(
                        "lock",
                        "onnx/" + tiny.sha256() + ".onnx",
                        "packages/" + npmPackage().sha256() + "/models/tiny.json",
                        "packages/" + npmPackage().sha256() + "/models/tiny.bin");
    }

    @Test
    void alteredTarballIsRefusedByNameAndNothingOfItKept() throws Exception {
        byte[] altered =
                new FakeNpm.Tar().file("package/models/tiny.json", new byte[] {1}).gzipped();
        FakeNpm npm = FakeNpm.serving(folder.resolve("bin"), altered);

        assertThatThrownBy(() -> store(npm.npm()).obtain(tiny, ProgressListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(
                        "model 'tiny'",
                        "tiny-1.0.0.tgz",
                        "tiny@1.0.0",
                        Sha256.of(altered),
                        npmPackage().sha256());
        assertThat(kept()).containsExactly("lock");
    }

    @Test
    void missingNpmIsReportedWithAdvice() {
        assertThatThrownBy(() -> store(Npm.on("/nowhere")).obtain(tiny, ProgressListener.SILENT))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContainingAll("model 'tiny'", "npm", "tiny@1.0.0", "Install Node.js");
    }

    @Test
    void beingOfflineIsDistinguishedFromOtherFailures() throws Exception {
        Npm offline = FakeNpm.failing(folder.resolve("a"), "npm error code EAI_AGAIN").npm();
        Npm broken = FakeNpm.failing(folder.resolve("b"), "npm error code E404").npm();

        assertThatThrownBy(() -> store(offline).obtain(tiny, ProgressListener.SILENT))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContainingAll("model 'tiny'", "cannot be reached", "EAI_AGAIN");
        assertThatThrownBy(() -> store(broken).obtain(tiny, ProgressListener.SILENT))
                .isNotInstanceOf(ModelUnavailableException.class)
                .hasMessageContainingAll("model 'tiny'", "status 1", "E404");
    }

    @Test
    void changedModelIsRefusedByNameUntilFetchedAgain() throws Exception {
        FakeNpm npm = FakeNpm.serving(folder.resolve("bin"), tarball);
        ModelStore store = store(npm.npm());
        Path file = store.obtain(tiny, ProgressListener.SILENT);
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);

        assertThatThrownBy(() -> store.obtain(tiny, ProgressListener.SILENT))
                .hasMessageContainingAll(
                        "model 'tiny'",
                        file.toString(),
                        tiny.sha256(),
                        Sha256.of(content),
                        "fetch the model again");
        assertThat(store.verify()).extracting(ModelStatus::state).containsExactly(State.CHANGED);

        store.fetch(tiny, ProgressListener.SILENT);

        assertThat(store.verify()).extracting(ModelStatus::state).containsExactly(State.READY);
        assertThat(npm.calls()).as("converted again from what was kept").isEqualTo(1);
    }

    @Test
    void changedPackageFileIsNeverConverted() throws Exception {
        FakeNpm npm = FakeNpm.serving(folder.resolve("bin"), tarball);
        ModelStore store = store(npm.npm());
        Files.delete(store.obtain(tiny, ProgressListener.SILENT));
        Path weights = cache().resolve("packages/" + npmPackage().sha256() + "/models/tiny.bin");
        Files.write(weights, new byte[] {0, 0, 0, 0, 0, 0, 0, 0});

        assertThatThrownBy(() -> store.obtain(tiny, ProgressListener.SILENT))
                .hasMessageContainingAll("model 'tiny'", weights.toString());

        store.fetch(tiny, ProgressListener.SILENT);

        assertThat(store.verify()).extracting(ModelStatus::state).containsExactly(State.READY);
        assertThat(npm.calls()).isEqualTo(2);
    }

    @Test
    void packageFilesThatAnOlderVersionDidNotKeepAreFetched() throws Exception {
        FakeNpm npm = FakeNpm.serving(folder.resolve("bin"), tarball);
        ModelStore store = store(npm.npm());
        Files.delete(store.obtain(tiny, ProgressListener.SILENT));
        Files.delete(cache().resolve("packages/" + npmPackage().sha256() + "/models/tiny.bin"));

        store.obtain(tiny, ProgressListener.SILENT);

        assertThat(store.verify()).extracting(ModelStatus::state).containsExactly(State.READY);
        assertThat(npm.calls()).isEqualTo(2);
    }

    @Test
    void killedFetchLeavesNothingInTheWay() throws Exception {
        FakeNpm hanging = FakeNpm.hanging(folder.resolve("hanging"));
        Process killed = fetchInAnotherProcess(hanging);
        try {
            awaitFile(hanging.folder(), "started");
        } finally {
            List<ProcessHandle> family = killed.descendants().toList();
            killed.destroyForcibly().waitFor();
            family.forEach(ProcessHandle::destroyForcibly);
        }
        assertThat(kept()).anyMatch(path -> path.startsWith("tmp/"));

        store(FakeNpm.serving(folder.resolve("bin"), tarball).npm())
                .obtain(tiny, ProgressListener.SILENT);

        assertThat(kept()).noneMatch(path -> path.startsWith("tmp/"));
    }

    @Test
    void twoProcessesAtOnceFetchOnce() throws Exception {
        FakeNpm npm = FakeNpm.serving(folder.resolve("bin"), tarball);

        Process one = fetchInAnotherProcess(npm);
        Process other = fetchInAnotherProcess(npm);

        assertThat(one.waitFor()).isZero();
        assertThat(other.waitFor()).isZero();
        assertThat(npm.calls()).isEqualTo(1);
        assertThat(store(Npm.on("")).verify())
                .extracting(ModelStatus::state)
                .containsExactly(State.READY);
    }

    @Test
    void manyThreadsAtOnceFetchOnce() throws Exception {
        FakeNpm npm = FakeNpm.serving(folder.resolve("bin"), tarball);
        ModelStore store = store(npm.npm());

        List<Path> files =
                Stream.generate(() -> tiny)
                        .limit(8)
                        .parallel()
                        .map(model -> obtainUnchecked(store, model))
                        .distinct()
                        .toList();

        assertThat(files).hasSize(1);
        assertThat(npm.calls()).isEqualTo(1);
    }

    @Test
    void interruptedThreadStopsNpm() throws Exception {
        FakeNpm hanging = FakeNpm.hanging(folder.resolve("hanging"));
        List<Throwable> thrown = new ArrayList<>();
        Thread fetching =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                store(hanging.npm()).obtain(tiny, ProgressListener.SILENT);
                            } catch (IOException e) {
                                thrown.add(e);
                            }
                        });
        awaitFile(hanging.folder(), "started");

        fetching.interrupt();
        fetching.join();

        assertThat(thrown).singleElement().isInstanceOf(InterruptedIOException.class);
        assertThat(kept()).containsExactly("lock");
    }

    @Test
    void cacheThatCannotBeWrittenIsNamed() throws Exception {
        Files.writeString(cache(), "a file where the folder should be");

        assertThatThrownBy(() -> store(Npm.on("")).obtain(tiny, ProgressListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("model 'tiny'", cache().toString(), "FRAMEWATCH_CACHE");
    }

    @Test
    void statusDistinguishesAbsentFromReady() throws Exception {
        ModelStore store = store(FakeNpm.serving(folder.resolve("bin"), tarball).npm());
        assertThat(store.status()).extracting(ModelStatus::state).containsExactly(State.ABSENT);

        store.obtain(tiny, ProgressListener.SILENT);

        assertThat(store.status()).extracting(ModelStatus::state).containsExactly(State.READY);
    }

    @Test
    void unknownIdsNameTheKnownOnes() {
        assertThatThrownBy(() -> store(Npm.on("")).model("typo"))
                .hasMessage("no model 'typo' (available: tiny)");
    }

    /** Entry point of the other process: cache folder, folder of npm. */
    public static void main(String[] arguments) throws IOException {
        Model model = TinyModel.model(TinyModel.tarball());
        new ModelStore(
                        List.of(model),
                        new Home(
                                Path.of(arguments[0]).resolveSibling("home"),
                                Path.of(arguments[0])),
                        Npm.on(arguments[1]))
                .obtain(model, ProgressListener.SILENT);
    }

    private Process fetchInAnotherProcess(FakeNpm npm) throws IOException {
        return new ProcessBuilder(
                        JavaProcess.command(List.of(), ModelStoreTest.class, cache(), npm.folder()))
                .inheritIO()
                .start();
    }

    private static void awaitFile(Path folder, String name) throws Exception {
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(folder.resolve(name))) {
                watch.poll(1, TimeUnit.SECONDS);
            }
        }
    }

    private static Path obtainUnchecked(ModelStore store, Model model) {
        try {
            return store.obtain(model, ProgressListener.SILENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.walk(cache())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> cache().relativize(file).toString())
                    .toList();
        }
    }

    private ModelStore store(Npm npm) {
        return new ModelStore(List.of(tiny), new Home(folder.resolve("home"), cache()), npm);
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private NpmPackage npmPackage() {
        return ((Model.Packaged) tiny.source()).npm();
    }
}
