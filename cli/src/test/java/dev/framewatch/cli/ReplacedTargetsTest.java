package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.UserPrompt;
import dev.framewatch.cli.desk.DeskContext;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.targets.TargetService;
import dev.framewatch.targets.Targets;
import dev.framewatch.testing.Images;
import dev.framewatch.vision.artwork.Prints;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target of two images that is made again from one, before users who can answer or cannot. */
class ReplacedTargetsTest {
    @TempDir private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
    private Framewatch framewatch;
    private TargetLedger ledger;
    private byte[] harbour;
    private byte[] clutter;

    @BeforeEach
    void aTargetOfTwoImages() throws IOException {
        Cli cli = new Cli(folder.resolve("home"));
        framewatch = new Framewatch(new Console(print, print, false, false), cli.environment());
        ledger =
                new TargetLedger(
                        new DeskContext(
                                framewatch::home,
                                print,
                                print,
                                cli.environment(),
                                Clock.systemUTC()));
        harbour =
                Files.readAllBytes(
                        Images.writePng(folder.resolve("harbour.png"), Prints.harbour()));
        clutter =
                Files.readAllBytes(
                        Images.writePng(folder.resolve("clutter.png"), Prints.clutter(7)));
        save(List.of(harbour, clutter));
    }

    private void save(List<byte[]> images) throws IOException {
        framewatch.targets().save(Targets.artwork("print", images), Targets.ARTWORK_HEAD, images);
    }

    private int images() {
        return new TargetService(framewatch.targets()).info("print").references().size();
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void replaceBy(List<byte[]> images, @Nullable String answer, boolean agreed)
            throws IOException {
        ReplacedTargets replaced =
                new ReplacedTargets(
                        framewatch,
                        ledger,
                        new UserPrompt(
                                print,
                                answer == null
                                        ? null
                                        : new BufferedReader(new StringReader(answer))));
        save(images);
        replaced.review(List.of("print"), agreed);
    }

    @Test
    void whoDeclinesHasTheOldOneAndIsToldHowToGetTheNewOne() throws IOException {
        replaceBy(List.of(harbour), "n\n", false);

        assertThat(images()).isEqualTo(2);
        assertThat(err()).contains("before", "now", "worse: fewer images: 1 instead of 2");
        String command = err().substring(err().indexOf("targets restore print ")).strip();
        new TargetService(framewatch.targets())
                .restore("print", command.substring(command.lastIndexOf(' ') + 1));
        assertThat(images()).isOne();
    }

    @Test
    void whoDoesNotAnswerHasTheOldOne() throws IOException {
        replaceBy(List.of(harbour), "", false);
        assertThat(images()).isEqualTo(2);
    }

    @Test
    void whoAgreesHasTheNewOne() throws IOException {
        replaceBy(List.of(harbour), "y\n", false);
        assertThat(images()).isOne();
    }

    @Test
    void withoutATerminalTheNewOneIsUsedAndTheWayBackIsNamed() throws IOException {
        replaceBy(List.of(harbour), null, false);
        assertThat(images()).isOne();
        assertThat(err()).contains("To go back: framewatch targets restore print");
    }

    @Test
    void agreementOnTheCommandLineAsksNothing() throws IOException {
        replaceBy(List.of(harbour), "n\n", true);
        assertThat(images()).isOne();
        assertThat(err()).contains("worse").doesNotContain("[y/N]");
    }

    @Test
    void oneThatIsNotWorseAsksNothingAndTheSameOneSaysNothing() throws IOException {
        replaceBy(List.of(clutter, harbour), "n\n", false);
        assertThat(err()).isEmpty();
        replaceBy(List.of(harbour), null, false);
        replaceBy(List.of(harbour, clutter), "n\n", false);
        assertThat(images()).isEqualTo(2);
        assertThat(err()).doesNotContain("[y/N]");
    }
}
