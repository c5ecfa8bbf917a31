package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.file.Sha256;
import dev.framewatch.testing.Images;
import dev.framewatch.verdict.LightTargets;
import dev.framewatch.vision.artwork.Prints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who answers for a Target, why, and until when; and that its making and end are on record. */
class TargetTermsCommandTest {
    @TempDir private Path folder;

    private Cli cli;

    @BeforeEach
    void aTarget() throws IOException {
        cli = new Cli(folder.resolve("home"));
        LightTargets.in(cli.home().resolve("targets"), "light", 0).close();
    }

    @Test
    void termsOfATargetAreListedWithIt() {
        assertThat(cli.run("targets").out()).doesNotContain("owner");
        Ran said =
                cli.run(
                        "targets terms light --owner Anna --reason %s --expires 2999-12-31",
                        "election desk");
        assertThat(said.status()).as(said.err()).isZero();
        assertThat(cli.run("targets").out())
                .contains("owner Anna; election desk; until 2999-12-31");
        JsonNode json = cli.run("targets", "--json").json().getFirst();
        assertThat(json.path("name").asString()).isEqualTo("light");
        assertThat(json.path("owner").asString()).isEqualTo("Anna");
        assertThat(json.path("expires").asString()).isEqualTo("2999-12-31");
        assertThat(json.path("expired").asBoolean()).isFalse();
    }

    @Test
    void oneThatIsOverIsMarked() {
        cli.run("targets", "terms", "light", "--expires", "2020-01-31");
        assertThat(cli.run("targets").out()).contains("EXPIRED after 2020-01-31");
        assertThat(cli.run("targets", "terms", "light").out()).contains("EXPIRED");
        cli.run("targets", "terms", "light", "--expires", "never");
        assertThat(cli.run("targets").out()).doesNotContain("EXPIRED");
    }

    @Test
    void unknownTargetsAndInvalidDatesAreRefused() {
        assertThat(cli.run("targets", "terms", "nobody", "--owner", "A").refusal())
                .contains("no target 'nobody'");
        assertThat(cli.run("targets", "terms", "light", "--expires", "soon").refusal())
                .contains("invalid date 'soon'");
    }

    @Test
    void removingOneIsOnRecordAndAnotherOfItsNameStartsWithoutTerms() throws IOException {
        cli.run("targets", "terms", "light", "--owner", "Anna");
        assertThat(cli.run("targets", "remove", "light").status()).isZero();
        LightTargets.in(cli.home().resolve("targets"), "light", 0).close();
        assertThat(cli.run("targets", "terms", "light").out())
                .contains("no owner, purpose or expiry set");
        assertThat(cli.run("audit", "--json").json())
                .extracting(entry -> entry.path("action").asString())
                .containsExactly("terms-set", "target-removed");
    }

    @Test
    void enrollingIsOnRecordWithTheHashOfTheTargetFile() throws IOException {
        Path picture = Images.writePng(folder.resolve("harbour.png"), Prints.harbour());
        Ran enrolled =
                cli.run(
                        "enrol harbour %s --kind artwork --owner Ben --expires 2999-01-01",
                        picture);
        assertThat(enrolled.status()).as(enrolled.err()).isZero();
        JsonNode entry = cli.run("audit", "--json").json().getFirst();
        assertThat(entry.path("action").asString()).isEqualTo("enrolled");
        assertThat(entry.path("subject").asString()).isEqualTo("harbour");
        assertThat(entry.path("detail").path("detector").asString())
                .isEqualTo(Sha256.of(cli.home().resolve("targets/harbour.target")));
        assertThat(cli.run("targets").out()).contains("owner Ben; until 2999-01-01");
        assertThat(cli.run("audit", "verify").status()).isZero();
    }

    @Test
    void aTargetIsSavedWithANoteIfTheLogCannotBeWritten() throws IOException {
        Files.writeString(cli.home().resolve("desk.db"), "this is no database at all");
        Path picture = Images.writePng(folder.resolve("harbour.png"), Prints.harbour());
        Ran enrolled = cli.run("enrol", "harbour", picture, "--kind", "artwork");
        assertThat(enrolled.status()).as(enrolled.err()).isZero();
        assertThat(enrolled.err()).contains("the audit log could not be written");
        assertThat(cli.home().resolve("targets/harbour.target")).exists();
    }
}
