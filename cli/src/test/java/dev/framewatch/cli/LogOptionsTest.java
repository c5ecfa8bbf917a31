package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.cli.console.Console;
import dev.framewatch.testing.Images;
import dev.framewatch.vision.artwork.Prints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A daemon's log at the command line; a Source that cannot be asked gives it something to say. */
class LogOptionsTest {
    private static final String SECRET = "http://127.0.0.1:1/feed.xml?token=hush";

    @TempDir private Path folder;
    private Cli cli;

    @BeforeEach
    void aTargetAndASource() throws IOException {
        cli = new Cli(folder.resolve("home"));
        Path poster = Images.writePng(folder.resolve("poster.png"), Prints.harbour());
        assertThat(cli.run("enrol", "harbour", poster, "--kind", "artwork").status()).isZero();
        Ran ran = cli.run("sources add wire feed %s --allow-private", SECRET);
        assertThat(ran.status()).as(ran.err()).isZero();
    }

    private static List<JsonNode> lines(Ran ran) {
        return ran.err().lines().map(JsonMapper.shared()::readTree).toList();
    }

    @Test
    void withoutTheOptionsAWatchSpeaksToPeople() {
        Ran ran = cli.run("watch", "--once");
        assertThat(ran.err()).contains("wire: ", "; next poll in").doesNotContain("WARN");
    }

    @Test
    void everyLineOfAJsonLogIsAnObjectWithoutSecrets() {
        Ran ran = cli.run("watch", "--once", "--log-format", "json");
        assertThat(lines(ran))
                .filteredOn(line -> line.get("message").asString().equals("poll failed"))
                .hasSize(1)
                .allSatisfy(line -> {
                    assertThat(line.get("source").asString()).isEqualTo("wire");
                    assertThat(line.get("error").asString()).contains("127.0.0.1");
                });
        assertThat(ran.err()).doesNotContain("hush");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void theOptionsMayStandBeforeTheCommand() {
        Ran ran = cli.run("--log-level", "warn", "watch", "--once");
        assertThat(ran.err()).contains(" WARN  desk.watch.Watch: poll failed source=wire");
    }

    @Test
    void aLevelExcludesLessSevereEvents() {
        assertThat(cli.run("watch", "--once", "--log-level", "error").err()).isEmpty();
    }

    @Test
    void aFailureIsALineOfAJsonLogToo() throws IOException {
        Path settings = Files.writeString(folder.resolve("watch.yaml"), "nonsense: 1");
        Ran ran = cli.run("watch", "--settings", settings, "--log-format=json");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(lines(ran)).hasSize(1);
        assertThat(lines(ran).getFirst().get("level").asString()).isEqualTo("error");
        assertThat(lines(ran).getFirst().get("message").asString()).contains("nonsense");
    }

    @Test
    void otherCommandsStayQuiet() {
        assertThat(cli.run("targets", "--log-level", "info").err())
                .isEqualTo(cli.run("targets").err());
    }

    @Test
    void underTheJournalLinesHaveAPriorityAndNoTime() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = new HashMap<>(cli.environment());
        environment.put("JOURNAL_STREAM", "8:12345");
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Main.run(
                new String[] {"watch", "--once", "--log-level", "info"},
                new Console(stream, stream, false, false),
                environment);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .isNotEmpty()
                .allMatch(line -> line.matches("<[3-7]>[a-z].*"));
    }
}
