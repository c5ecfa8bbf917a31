package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.verdict.LightTargets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Targets that are renamed, copied, exported, imported and compared. */
class TargetFilesCommandTest {
    @TempDir private Path folder;

    private Cli cli;

    @BeforeEach
    void aTarget() throws IOException {
        cli = new Cli(folder.resolve("home"));
        LightTargets.in(cli.home().resolve("targets"), "light", 0).close();
    }

    @Test
    void aTargetTakesItsTermsToItsNewNameAndToACopy() {
        done("targets", "terms", "light", "--owner", "Anna");
        assertThat(done("targets", "rename", "light", "lamp").err()).contains("light to lamp");
        done("targets", "copy", "lamp", "torch");
        assertThat(done("targets", "--json").json())
                .extracting(one -> one.path("name").asString() + " " + one.path("owner").asString())
                .containsExactly("lamp Anna", "torch Anna");
        assertThat(cli.run("targets", "rename", "lamp", "torch").refusal())
                .contains("there is a target 'torch' already");
        assertThat(cli.run("targets", "rename", "light", "x").refusal())
                .contains("no target 'light'");
    }

    @Test
    void oneThatAnAlertNamesIsNotRenamedAndTheRefusalSaysWhatToDo() {
        done("alerts", "add", "desk", "atom", folder.resolve("feed.xml"), "--target", "light");
        assertThat(cli.run("targets", "rename", "light", "lamp").refusal())
                .contains("alert desk", "framewatch targets copy light lamp");
        done("targets", "copy", "light", "lamp");
        assertThat(done("targets").out()).contains("light", "lamp");
    }

    @Test
    void anExportIsImportedUnderAnotherNameOrInPlaceOfTheTarget() {
        Path file = folder.resolve("light.target");
        done("targets", "export", "light", file);
        assertThat(cli.run("targets", "export", "light", file).refusal())
                .contains("exists already");
        assertThat(cli.run("targets", "import", file).refusal()).contains("--as", "--replace");
        done("targets", "import", file, "--as", "lamp", "--owner", "Ben");
        done("targets", "import", file, "--replace");
        assertThat(done("targets").out()).contains("lamp", "owner Ben", "light");
        assertThat(done("audit", "--json").json())
                .extracting(entry -> entry.path("action").asString())
                .contains("target-exported", "imported");
    }

    @Test
    void anEarlierVersionIsShownBesideTheOneInUse() throws IOException {
        assertThat(cli.run("targets", "compare", "light").refusal()).contains("available: none");
        LightTargets.in(cli.home().resolve("targets"), "light", 0.25).close();

        Ran table = done("targets", "compare", "light");
        assertThat(table.out())
                .contains(
                        "in use", "accuracy", "threshold", "not comparable: neither was measured");
        assertThat(table.out().lines()).allMatch(line -> line.length() <= 80);

        List<JsonNode> json = done("targets", "compare", "light", "--json").json();
        JsonNode line = json.getFirst();
        assertThat(line.path("comparable").asBoolean()).isFalse();
        assertThat(line.path("now").path("threshold").asDouble()).isEqualTo(0.5);
        assertThat(table.out()).contains(line.path("before").path("version").asString());
    }

    @Test
    void aTargetWithoutPhotosSaysSo() {
        assertThat(cli.run("targets", "remove-photo", "light", "a.jpg").refusal())
                .contains("keeps no photos");
        assertThat(cli.run("targets", "add-photos", "light").status()).isEqualTo(2);
    }

    private Ran done(String command, Object... values) {
        Ran ran = cli.run(command, values);
        assertThat(ran.status()).as(ran.err()).isZero();
        return ran;
    }
}
