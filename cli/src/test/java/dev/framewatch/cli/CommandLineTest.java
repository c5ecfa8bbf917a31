package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.cli.console.ResultStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line answers before any model is needed. */
class CommandLineTest {
    @TempDir private Path folder;
    private Cli cli;

    @BeforeEach
    void aHome() {
        cli = new Cli(folder.resolve("home"));
    }

    static List<String> commands() {
        return Main.commands(Cli.silent(), Map.of(), Set.of()).getSubcommands().entrySet().stream()
                .filter(command -> !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithExamples(String command) {
        Ran ran = cli.run(command, "--help");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("Usage: framewatch " + command, "framewatch " + command);
        assertThat(ran.out()).containsPattern("(?m)^Examples?:");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void theHelpNamesTheFirstStepsAndAllCommands() {
        Ran ran = cli.run("--help");

        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .contains("Start here", "train", "enrol", "evaluate", "scan", "targets", "models")
                .doesNotContain("self-check");
        assertThat(cli.run("--version").out()).startsWith("framewatch ");
        assertThat(cli.run("scam").refusal()).contains("'scam'", "Did you mean: framewatch scan");
        assertThat(cli.run("").refusal()).contains("Missing command", "demo");
    }

    @ParameterizedTest
    @CsvSource({
        "scan --speed video.mp4, --speed",
        "scan, PATH",
        "train trump --labels l.csv, --images",
        "evaluate trump --labels l.csv, --images",
        "enrol anna, PHOTO"
    })
    void anInvalidCommandIsAnErrorOfTwoLines(String line, String named) {
        List<String> refusal = cli.run(line).refusal().lines().toList();

        assertThat(refusal).hasSize(2);
        assertThat(refusal.get(0)).startsWith("framewatch: ").contains(named);
        assertThat(refusal.get(1))
                .isEqualTo(
                        "For help: framewatch %s --help".formatted(line.replaceFirst(" .*", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "scan v.mp4 --trget x, --target",
        "sources lst, framewatch sources list",
        "targets renam, framewatch targets rename",
        "targets remov, framewatch targets remove",
        "sighting, framewatch sightings"
    })
    void aMistypedNameIsRecognised(String line, String meant) {
        assertThat(cli.run(line).refusal()).contains("Did you mean: " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sources renew", "canaries rename", "review rejoice", "restart"})
    void aCommandThatDeletesIsNotSuggestedForAnother(String line) {
        assertThat(cli.run(line).refusal()).doesNotContain("remove", "reject", "restore");
    }

    @ParameterizedTest
    @CsvSource({
        "help, framewatch [",
        "help scan, framewatch scan",
        "help sources add, framewatch sources add"
    })
    void helpShowsWhatTheOptionShows(String line, String usage) {
        Ran ran = cli.run(line);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith("Usage: " + usage);
        assertThat(ran.out()).isEqualTo(cli.run(line.replaceFirst("help ?", "") + " --help").out());
    }

    @ParameterizedTest
    @CsvSource({
        "targets, list show remove rename",
        "models, list show remove test verify",
        "sources, list show remove rename test",
        "alerts, list show remove rename test",
        "canaries, list remove",
        "sightings, list show",
        "review, list",
        "posts, list lost",
        "audit, list"
    })
    void theSameVerbsWorkEverywhere(String noun, String verbs) {
        CommandLine all = Main.commands(Cli.silent(), Map.of(), Set.of(noun));

        assertThat(Objects.requireNonNull(all.getSubcommands().get(noun)).getSubcommands())
                .containsKeys(verbs.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"targets list", "canaries list", "review list", "posts list"})
    void aListIsWhatTheNounAloneShows(String line) {
        Ran noun = cli.run(line.replace(" list", ""));
        Ran list = cli.run(line);

        assertThat(list).isEqualTo(noun);
    }

    @Test
    void whatIsShownOfOneIsWhatTheListShows() {
        assertThat(cli.run("models show faceres").out().lines())
                .isSubsetOf(cli.run("models list").out().lines().toList())
                .anyMatch(line -> line.startsWith("faceres "));
        assertThat(cli.run("sources show blog").refusal()).contains("blog");
        assertThat(cli.run("alerts show desk").refusal()).contains("desk");
    }

    @Test
    void helpNamesACommandThatDoesNotExist() {
        assertThat(cli.run("help sources ad").refusal()).contains("sources add", "--help");
    }

    @ParameterizedTest
    @CsvSource({
        "--threshold, high, expected balanced",
        "--threshold, 1.5, between 0 and 1",
        "--threshold, fmr:2, between 0 and 1",
        "--threshold, fmr:few, expected balanced",
        "--rule, most, expected e.g. share:1/3",
        "--rule, share:3/2, below 1",
        "--rule, presence:0, above 0",
        "--every, 0, 0.01 to 86400",
        "--every, -1, 0.01 to 86400",
        "--every, NaN, 0.01 to 86400",
        "--every, soon, --every"
    })
    void anInvalidValueIsRefusedWithAdvice(String option, String value, String wayOut) {
        String refusal = cli.run("scan", option + "=" + value, "video.mp4").refusal();

        assertThat(refusal).contains(value, wayOut);
    }

    @ParameterizedTest
    @CsvSource({
        "--kind, smell, 'face, scene'",
        "--threshold, high, expected balanced",
        "--seed, one, --seed"
    })
    void trainingRefusesSuchValuesToo(String option, String value, String wayOut)
            throws IOException {
        Path csv = Files.writeString(folder.resolve("l.csv"), "Image_ID,Class\na.png,1\n");

        String refusal =
                cli.run("train t --labels %s --images %s %s %s", csv, folder, option, value)
                        .refusal();

        assertThat(refusal).contains(value, wayOut);
    }

    @Test
    void aNameThatWouldLeadOutOfTheHomeFolderIsRefused() throws IOException {
        Path csv = Files.writeString(folder.resolve("l.csv"), "Image_ID,Class\na.png,1\n");

        assertThat(cli.run("train ../evil --labels %s --images %s", csv, folder).refusal())
                .contains("'../evil'", "letters, digits");
        assertThat(cli.run("scan", "v.mp4", "--target", "../evil").refusal()).contains("'../evil'");
        assertThat(cli.run("targets", "remove", "../evil").refusal()).contains("'../evil'");
    }

    @Test
    void aScanWithoutTargetsNamesTheCommandsToCreateOne() {
        assertThat(cli.run("scan", "video.mp4").refusal()).contains("train", "enrol");
    }

    @Test
    void aTargetThatDoesNotExistIsNamed() {
        assertThat(cli.run("scan", "video.mp4", "--target", "anna").refusal()).contains("anna");
        assertThat(cli.run("targets", "remove", "anna").refusal()).contains("'anna'");
        assertThat(cli.run("targets").status()).isZero();
    }

    @Test
    void resultsThatDoNotFitOnTheDiskAreAnError() throws IOException {
        Path device = Path.of("/dev/full");
        assumeTrue(Files.exists(device), "there is no /dev/full here");

        Ran ran;
        try (OutputStream full = Files.newOutputStream(device)) {
            ran = cli.run(full, "models", "list", "--json");
        }

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("could not be written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models list --json", "status", "--help", "scan --help"})
    void aReaderWhoHasGoneEndsEveryCommandQuietly(String command) {
        OutputStream unread =
                new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("Relais brisé (pipe)");
                    }
                };
        Ran ran = cli.run(new ResultStream(unread, true), command);

        assertThat(ran.status()).isEqualTo(141);
        assertThat(ran.err()).isEmpty();
    }
}
