package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.model.TestModels;
import dev.framewatch.testing.JavaProcess;
import dev.framewatch.testing.Tutorial;
import dev.framewatch.testing.Words;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Ctrl-C, or the end of the session, at a bad moment: the real program as a process of its own. */
@Timeout(90)
class InterruptedTest {
    private static final String DENSE =
            "train trump --labels %s --images %s --kind scene --threshold 0.05 --head %s";

    @TempDir private static Path folder;
    private static Cli cli;
    private static Path labels;
    private static Path target;

    @BeforeAll
    static void aTarget() throws IOException {
        assumeTrue(File.separatorChar == '/', "signals are sent on Unix only");
        TestModels.obtain("mobilenet-v2-mid");
        cli = new Cli(folder.resolve("home"));
        labels = Tutorial.someLabels(folder.resolve("some.csv"), 12);
        Ran trained =
                cli.run(
                        "train trump --labels %s --images %s --kind scene --threshold 0.05",
                        labels, Tutorial.images());
        assertThat(trained.status()).as(trained.err()).isZero();
        target = cli.home().resolve("targets/trump.target");
    }

    private static Process start(String framewatch, Object... values) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("os.name").equals("Linux")) {
            // A test run in the background of a script is deaf to INT, and so would its children
            // be.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        List<String> words = Words.of(framewatch, values);
        command.addAll(JavaProcess.command(List.of(), Main.class, words.toArray()));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().putAll(cli.environment());
        return process.redirectOutput(folder.resolve("out").toFile()).start();
    }

    private static void awaitLine(Process process, String beginning) throws IOException {
        awaitLine(process, line -> line.startsWith(beginning), beginning);
    }

    private static void awaitLine(Process process, Predicate<String> wanted, String what)
            throws IOException {
        BufferedReader lines = process.errorReader();
        List<String> seen = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.add(line);
            if (wanted.test(line)) {
                return;
            }
        }
        throw new AssertionError("it ended before it said '%s': %s".formatted(what, seen));
    }

    private static void send(String signal, Process process) throws Exception {
        int sent =
                new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor();
        assertThat(sent).isZero();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it ends").isTrue();
    }

    @ParameterizedTest
    @CsvSource({"INT,Trump.mp4", "TERM,Biden.mp4"})
    void aWatchFinishesAndEndsWell(String signal, String video) throws Exception {
        String name = "drop-" + signal.toLowerCase(Locale.ROOT);
        Path drop = Files.createDirectories(folder.resolve(name));
        Path clip = Files.copy(Tutorial.video(video), drop.resolve("a.mp4"));
        Files.setLastModifiedTime(clip, FileTime.from(Instant.now().minusSeconds(60)));
        Ran added = cli.run("sources", "add", name, "folder", drop);
        assertThat(added.status()).as(added.err()).isZero();
        Process watch = start("watch");
        awaitLine(watch, line -> line.contains("scanned "), "scanned");

        send(signal, watch);

        assertThat(watch.exitValue()).isZero();
        assertThat(cli.run("status", "--json").json().getFirst().get("queue").asInt()).isZero();
        assertThat(cli.run("watch", "--once").status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aScanLeavesWholeEvidenceAndNoDecoder(String signal) throws Exception {
        Path evidence = folder.resolve("evidence-" + signal);
        Process scan =
                start(
                        "scan --evidence " + evidence,
                        Collections.nCopies(200, Tutorial.video("Trump.mp4")).toArray());
        awaitLine(scan, "  evidence: ");
        List<ProcessHandle> decoders = scan.descendants().toList();
        assertThat(decoders).isNotEmpty();

        send(signal, scan);

        assertThat(scan.exitValue()).as("neither a match nor none").isGreaterThan(1);
        for (ProcessHandle decoder : decoders) {
            assertThat(decoder.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        }
        List<Path> left = visibleFilesBelow(evidence);
        assertThat(left).hasSizeGreaterThan(1).allSatisfy(InterruptedTest::assertWhole);
    }

    private static List<Path> visibleFilesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    /** Returns the target with its earlier versions and the recipe of its training. */
    private static List<Path> targetFiles() throws IOException {
        return visibleFilesBelow(Objects.requireNonNull(target.getParent())).stream()
                .sorted()
                .toList();
    }

    private static void assertWhole(Path file) throws IOException {
        if (file.toString().endsWith(".json")) {
            assertThat(JsonMapper.shared().readTree(file.toFile()).get("verdict")).isNotNull();
        } else if (file.toString().endsWith(".html")) {
            assertThat(file).content().contains("</html>");
        } else {
            assertThat(ImageIO.read(file.toFile()).getHeight()).isEqualTo(960);
        }
    }

    @Test
    void aTrainingLeavesTheTargetThatWasThere() throws Exception {
        byte[] before = Files.readAllBytes(target);
        List<Path> filesBefore = targetFiles();
        Process train =
                start(
                        "train trump --labels %s --images %s --kind scene",
                        Tutorial.labels(), Tutorial.images());
        awaitLine(train, "Reading labelled images");

        send("INT", train);
        assertThat(train.exitValue()).isGreaterThan(1);

        assertThat(Files.readAllBytes(target)).isEqualTo(before);
        assertThat(targetFiles()).isEqualTo(filesBefore);
    }

    /** Returns the values of {@link #DENSE}. */
    private static Object[] epochs(int epochs) throws IOException {
        String head =
                """
                layers:
                  - dense: 16
                    activation: sigmoid
                  - dense: classes
                    activation: softmax
                epochs: %d
                """
                        .formatted(epochs);
        return new Object[] {
            labels, Tutorial.images(), Files.writeString(folder.resolve("head.yaml"), head)
        };
    }

    private static void scans() {
        Ran scan = cli.run("scan", Tutorial.video("Trump.mp4"), "--target", "trump", "--early");
        assertThat(scan.status()).as(scan.out() + scan.err()).isBetween(0, 1);
    }

    @Test
    void aDenseTrainingThatIsKilledLeavesTheTargetThatWasThereAndCanBeginAgain() throws Exception {
        byte[] before = Files.readAllBytes(target);
        List<Path> filesBefore = targetFiles();
        Process train = start(DENSE, epochs(10_000));
        Pattern later = Pattern.compile("  epoch ([2-9]|[1-9]\\d+) of 10000: loss .*");
        awaitLine(train, later.asMatchPredicate(), "an epoch after the first");

        train.destroyForcibly();

        assertThat(train.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(train.exitValue()).isNotZero();
        assertThat(Files.readAllBytes(target)).isEqualTo(before);
        assertThat(targetFiles()).isEqualTo(filesBefore);
        scans();

        Ran again = cli.run(DENSE, epochs(3));

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(Files.readAllBytes(target)).isNotEqualTo(before);
        scans();
        Files.write(target, before);
    }
}
