package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.desk.store.Database;
import dev.framewatch.home.Home;
import dev.framewatch.text.LocalTimeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;

/** What was seen: listed, shown, exported, verified, and all of that on record. */
class SightingsCommandTest {
    private static final LocalTimeFormat LOCAL = new LocalTimeFormat(ZoneId.systemDefault());

    @TempDir private Path folder;

    private Cli cli;
    private String id;

    @BeforeEach
    void oneSighting() throws IOException {
        cli = new Cli(folder.resolve("home"));
        id = SeenClip.in(cli.home());
    }

    @Test
    void whereNothingWasWatchedThereIsNoneAndNothingIsMade() {
        Cli empty = new Cli(folder.resolve("empty"));
        assertThat(empty.run("sightings").status()).isEqualTo(1);
        assertThat(empty.run("audit").status()).isEqualTo(1);
        assertThat(empty.run("audit", "verify").status()).isZero();
        assertThat(empty.home()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sightings --json", "sightings list --json", "sightings --json list"})
    void jsonLinesHaveTheFieldsOfTheContract(String command) {
        Ran ran = cli.run(command);
        assertThat(ran.status()).as(ran.err()).isZero();
        JsonNode line = ran.json().getFirst();
        assertThat(line.path("id").asString()).isEqualTo(id);
        assertThat(line.path("target").asString()).isEqualTo("light");
        assertThat(line.path("score").asDouble()).isEqualTo(0.91);
        assertThat(line.path("familySize").asInt()).isEqualTo(1);
        assertThat(Instant.parse(line.path("seenAt").asString())).isEqualTo(SeenClip.AT);
        assertThat(line.path("state").asString()).isEqualTo("new");
        assertThat(line.path("post").path("source").asString()).isEqualTo("feed");
        assertThat(line.path("post").path("url").asString()).isEqualTo("https://example.org/v/7");
        assertThat(line.path("post").path("caption").asString()).isEqualTo(SeenClip.CAPTION);
        assertThat(line.path("video").path("seconds").asDouble()).isEqualTo(3);
        assertThat(Path.of(line.path("evidence").asString()))
                .isEqualTo(cli.home().toAbsolutePath().resolve("evidence").resolve(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sightings", "sightings list", "sightings show "})
    void peopleGetTextThatNoStrangerCanColourOrTurnAround(String command) {
        String line = command.endsWith(" ") ? command + id : command;
        Ran ran = cli.run(line);
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).contains(id, "light", "Anna").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void listsNameTheFileTheAuthorThePageAndTheTimesInTheClip() {
        assertThat(cli.run("sightings").out())
                .contains(LOCAL.minute(SeenClip.AT), ".mp4 by Anna, at 1 s")
                .contains("https://example.org/v/7");
        assertThat(cli.run("review").out())
                .contains(
                        ".mp4 by Anna, at 1 s",
                        "https://example.org/v/7",
                        "framewatch review confirm " + id);
        assertThat(cli.run("review", "--json").json().getFirst().path("at").get(0).path("to"))
                .isEqualTo(DoubleNode.valueOf(1));
    }

    @Test
    void anEmptyResultEndsWith1() {
        assertThat(cli.run("sightings", "--target", "dark").refusal()).contains("no target 'dark'");
        assertThat(cli.run("sightings", "--state", "rejected").status()).isEqualTo(1);
        assertThat(cli.run("sightings", "--since", "2026-03-02").status()).isEqualTo(1);
        assertThat(cli.run("sightings", "--since", "2026-03-01", "--state", "new").status())
                .isZero();
        assertThat(cli.run("sightings", "--since", "yesterday").refusal())
                .contains("yesterday", "7d");
        assertThat(cli.run("sightings", "show", "ffff").refusal()).contains("no sighting 'ffff'");
    }

    @Test
    void showPrintsAllDetailsAndTheSpread() {
        Ran ran = cli.run("sightings", "show", id.substring(0, 6));
        assertThat(ran.out())
                .contains(
                        "possible match",
                        "https://example.org/v/7.mp4",
                        "d".repeat(64),
                        "1 of 2",
                        "posts: 1, known authors: 1",
                        LOCAL.minute(SeenClip.AT) + "  100",
                        "in clip    1 s",
                        "framewatch review confirm " + id);
        JsonNode json = cli.run("sightings", "show", id, "--json").json().getFirst();
        assertThat(json.path("id").asString()).isEqualTo(id);
        assertThat(json.path("spread")).hasSize(1);
        assertThat(json.path("viewsOverTime").get(0).path("views").asInt()).isEqualTo(100);
        assertThat(json.path("verdict").path("rule").asString()).isEqualTo("share:1/3");
    }

    @Test
    void anExportVerifiesUntilSomebodyChangesItAndIsOnRecord() throws IOException {
        Path zip = folder.resolve("case.zip");
        Ran exported = cli.run("sightings export --zip %s %s --with-media", zip, id);
        assertThat(exported.status()).as(exported.err()).isZero();
        Ran verified = cli.run("verify", zip);
        assertThat(verified.status()).as(verified.out()).isZero();
        assertThat(verified.out()).contains("OK: verified");
        JsonNode json = cli.run("verify", zip, "--json").json().getFirst();
        assertThat(json.path("holds").asBoolean()).isTrue();
        assertThat(json.path("parts")).hasSize(2);
        JsonNode entry = cli.run("audit", "--json").json().getFirst();
        assertThat(entry.path("action").asString()).isEqualTo("exported");
        assertThat(entry.path("subject").asString()).isEqualTo(id);
        assertThat(exported.err()).contains(entry.path("detail").path("sha256").asString());
        Path evidence = cli.home().resolve("evidence").resolve(id);
        Files.writeString(evidence.resolve("sighting.json"), "{}");
        Ran tampered = cli.run("verify", evidence);
        assertThat(tampered.status()).isEqualTo(1);
        assertThat(tampered.out()).contains("FAILED: sighting.json was changed");
    }

    @Test
    void anAnswerIsTakenBackAndASceneOrAMissingTargetSaysThatItCannotKnowIt() {
        Ran rejected = cli.run("review", "reject", id);
        assertThat(rejected.status()).as(rejected.err()).isZero();
        assertThat(rejected.err()).contains(id + ": rejected", "no target 'light'");
        assertThat(cli.run("review").status()).isEqualTo(1);

        Ran undone = cli.run("review", "undo", id);
        assertThat(undone.status()).as(undone.err()).isZero();
        assertThat(undone.err()).isEqualToNormalizingNewlines(id + ": awaits review again\n");
        assertThat(cli.run("review", "--json").json()).hasSize(1);
        assertThat(cli.run("review", "undo", "ffff").refusal()).contains("no sighting 'ffff'");
        assertThat(cli.run("targets", "retrain").err()).contains("framewatch review");
    }

    @Test
    void answersCanBeGivenPerFrameAndSayWhatTheyRestOn() throws IOException {
        assertThat(cli.run("review", "confirm", id, "--frame", "1", "--not-frame", "1").refusal())
                .contains("--frame and --not-frame name the same frame");
        Ran confirmed = cli.run("review", "confirm", id, "--not-frame", "2");
        assertThat(confirmed.status()).as(confirmed.err()).isZero();
        assertThat(confirmed.err()).contains(id + ": confirmed", id + ": frame at 2.00 s rejected");

        Path out = folder.resolve("reviewed");
        assertThat(cli.run("review", "export", "light", "--out", out).status()).isZero();
        assertThat(out.resolve("labels.csv"))
                .content()
                .startsWith("Image_ID,Class,Group,Basis")
                .contains(id + "-1.00.jpg,1,", id + "-2.00.jpg,0,", "seen by reviewer ");
    }

    @Test
    void failedExportsAndVerificationsReportTheReason() throws IOException {
        assertThat(cli.run("sightings", "export").refusal())
                .contains("--csv, --json, --zip or --bagit");
        assertThat(cli.run("sightings", "export", "--csv", "x.csv", "--with-media").refusal())
                .contains("--with-media requires --zip");
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        assertThat(cli.run("verify", text).refusal())
                .contains("neither a folder nor a readable ZIP");
        assertThat(cli.run("verify", folder.resolve("nowhere")).refusal()).contains("nowhere");
        Ran none = cli.run("sightings export --csv %s --state closed", folder.resolve("x"));
        assertThat(none.status()).isEqualTo(1);
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void aRecordThatWasAlteredIsNamedAndAnEndThatWasKeptStillFits() throws IOException {
        cli.run("sightings", "export", "--csv", folder.resolve("a.csv"));
        Ran intact = cli.run("audit", "verify");
        assertThat(intact.status()).as(intact.out()).isZero();
        String end =
                intact.out()
                        .lines()
                        .filter(l -> l.startsWith("log head: "))
                        .findFirst()
                        .orElseThrow()
                        .substring("log head: ".length());
        cli.run("sightings", "export", "--csv", folder.resolve("b.csv"));
        assertThat(cli.run("audit", "verify", "--expect", end).status()).isZero();
        try (Database database = Database.open(Home.in(cli.home()))) {
            database.jdbi()
                    .useHandle(handle -> {
                        handle.execute("drop trigger audit_is_never_changed");
                        handle.execute("update audit set actor = 'nobody' where seq = 1");
                    });
        }
        Ran altered = cli.run("audit", "verify");
        assertThat(altered.status()).isEqualTo(1);
        assertThat(altered.out()).contains("row 1 was altered", "audit_is_never_changed");
        assertThat(cli.run("audit", "verify", "--expect", "x").refusal()).contains("NUMBER:HASH");
    }
}
