package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SourcesCommandTest {
    @TempDir private Path folder;
    private Path drop;
    private Cli cli;

    @BeforeEach
    void start() throws IOException {
        cli = new Cli(folder.resolve("home"));
        drop = Files.createDirectory(folder.resolve("drop"));
    }

    private void clip(String name) throws IOException {
        Path clip = Files.writeString(drop.resolve(name), name);
        Files.setLastModifiedTime(clip, FileTime.from(Instant.parse("2026-05-04T12:00:00Z")));
    }

    @Test
    void aSourceIsAddedListedPausedAndRemoved() {
        assertThat(cli.run("sources").err()).contains("No sources.");
        Cli.Ran added = cli.run("sources add drop folder %s --every 1m", drop);
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(added.err()).contains("framewatch sources test drop");
        assertThat(cli.run("sources", "list").out())
                .contains("drop", "folder", "every 1m", "never polled", drop.toString());
        JsonNode json = cli.run("sources", "list", "--json").json().getFirst();
        assertThat(json.path("kind").asString("")).isEqualTo("folder");
        assertThat(json.path("everySeconds").asInt()).isEqualTo(60);
        assertThat(json.path("lastSuccess").isNull()).isTrue();
        assertThat(cli.run("sources", "pause", "drop").status()).isZero();
        assertThat(cli.run("sources").out()).contains("paused");
        assertThat(cli.run("sources", "resume", "drop").status()).isZero();
        assertThat(cli.run("sources", "remove", "drop").status()).isZero();
        assertThat(cli.run("sources").out()).isEmpty();
    }

    @Test
    void aFeedCanAskForAPasswordAndHeaders() {
        Cli.Ran added =
                cli.run(
                        "sources add wire feed https://wire.example/rss --user desk --password-env"
                                + " WIRE --header X-Api-Key=env:KEY --user-agent Newsroom");
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(cli.run("sources").out())
                .contains("(user desk, header X-Api-Key, user agent Newsroom)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "feed https://u:hush@wire.example/rss | use --user with --password-file",
                "feed http://wire.example/rss --user desk | https://",
                "feed https://wire.example/rss --password-env P | needs a password",
                "feed https://wire.example/rss --header X-Api-Key=hush | env:VARIABLE",
                "feed https://wire.example/rss --header Host=env:H | cannot be set",
                "list clips.txt --user desk | only feeds"
            })
    void accessThatWouldGiveASecretAwayIsRefused(String words, String advice) throws IOException {
        Path list = Files.writeString(folder.resolve("clips.txt"), "");
        String line = words.replace("clips.txt", list.toString());
        assertThat(cli.run("sources add wire " + line).refusal())
                .contains(advice)
                .doesNotContain("hush");
    }

    @Test
    void aTestShowsWhatWouldComeAndRecordsNothing() throws IOException {
        cli.run("sources", "add", "drop", "folder", drop);
        assertThat(cli.run("sources", "test", "drop").status()).as("nothing there").isEqualTo(1);
        clip("a.mp4");
        clip("b\u001b[31m.mp4");
        Cli.Ran test = cli.run("sources", "test", "drop", "--limit", 5);
        assertThat(test.status()).isZero();
        assertThat(test.out()).contains("a.mp4", "b [31m.mp4").doesNotContain("\u001b");
        assertThat(test.err()).contains("2 posts, 2 shown; nothing was recorded");
        JsonNode post = cli.run("sources", "test", "drop", "--json").json().getFirst();
        assertThat(post.path("media").path("file").asString(""))
                .isEqualTo(drop.resolve("a.mp4").toString());
        assertThat(cli.run("sources", "list").out()).contains("never polled");
    }

    @Test
    void aLocalFeedIsPolledOnlyIfAllowed() throws IOException {
        byte[] feed =
                """
                <rss version="2.0"><channel><title>t</title><link>/</link><description/>
                <item><guid>1</guid><title>One</title><enclosure url="/1.mp4" type="video/mp4"
                length="1"/></item></channel></rss>
                """
                        .getBytes(StandardCharsets.UTF_8);
        try (LoopbackSite site =
                new LoopbackSite().otherwise(LoopbackSite.content("application/rss+xml", feed))) {
            String address = site.at("/f?key=hush").toString();
            cli.run("sources", "add", "careful", "feed", address);
            Cli.Ran refused = cli.run("sources", "test", "careful");
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.err()).contains("blocked '127.0.0.1'", "--allow-private");
            cli.run("sources add open feed %s --allow-private", address);
            Cli.Ran test = cli.run("sources", "test", "open");
            assertThat(test.status()).as(test.err()).isZero();
            assertThat(test.out()).contains("One", "/1.mp4");
            String everything =
                    test.err()
                            + refused.err()
                            + cli.run("sources").out()
                            + cli.run("sources", "--json").out();
            assertThat(everything).doesNotContain("hush");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b | feed | https://site.example/ | is not a valid source name",
                "a | telegram | https://site.example/ | unknown source type",
                "a | folder | nowhere | no such folder",
                "a | list | nowhere.txt | no such file",
                "a | tiktok-research | nowhere.yaml | no such file",
                "a | feed | file:///etc/passwd | only http and https",
                "a | feed | example.org/feed | does not begin with https://",
                "a | feed | http://me:hush@site.example/ | must not contain a user name or password"
            })
    void anInvalidSourceIsReportedAtOnceAndNotAdded(
            String name, String kind, String place, String sentence) {
        assertThat(cli.run("sources", "add", name, kind, place).refusal())
                .startsWith("framewatch: ")
                .contains(sentence)
                .doesNotContain("hush");
        assertThat(cli.run("sources").out()).isEmpty();
    }

    @Test
    void existingAndUnknownNamesAndInvalidIntervalsAreRefused() {
        cli.run("sources", "add", "drop", "folder", drop);
        assertThat(cli.run("sources", "add", "drop", "folder", drop).refusal())
                .contains("source 'drop' already exists");
        for (String command : new String[] {"test", "pause", "resume", "remove"}) {
            assertThat(cli.run("sources", command, "nobody").refusal())
                    .isEqualTo("framewatch: no source 'nobody'");
        }
        assertThat(cli.run("sources add x folder %s --every often", drop).err())
                .contains("invalid interval 'often', expected e.g. 30s, 10m, 2h or 1d");
    }
}
