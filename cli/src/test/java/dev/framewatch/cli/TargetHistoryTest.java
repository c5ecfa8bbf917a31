package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.testing.Images;
import dev.framewatch.vision.artwork.Prints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TargetHistoryTest {
    @TempDir private Path folder;

    @Test
    void whatEnrolmentReplacesIsListedAndPutBackAndRemovedWithTheTarget() throws Exception {
        Cli cli = new Cli(folder.resolve("home"));
        Path poster = folder.resolve("poster.png");
        Images.writePng(poster, Prints.harbour());
        Path file = cli.home().resolve("targets/poster.target");
        done(cli, "enrol", "poster", poster, "--kind", "artwork");
        byte[] first = Files.readAllBytes(file);
        Images.writePng(poster, Prints.clutter(7));
        done(cli, "enrol", "poster", poster, "--kind", "artwork");

        List<JsonNode> lines = done(cli, "targets", "history", "poster", "--json").json();
        assertThat(lines)
                .extracting(line -> line.path("version").asString())
                .first()
                .isEqualTo("in use");
        String before = lines.getLast().path("version").asString();
        assertThat(done(cli, "targets", "history", "poster").out())
                .hasLineCount(2)
                .contains("in use", before);

        Ran restored = done(cli, "targets", "restore", "poster", before.substring(0, 5));
        assertThat(restored.err()).contains(before, "framewatch targets restore poster");
        assertThat(file).hasBinaryContent(first);
        assertThat(cli.run("audit", "--json").json().getLast().path("action").asString())
                .isEqualTo("target-restored");
        assertThat(cli.run("targets", "retrain", "poster").status()).isEqualTo(2);

        done(cli, "targets", "remove", "poster");
        assertThat(cli.run("targets", "history", "poster").refusal()).contains("no target");
        assertThat(cli.run("targets", "restore", "poster").refusal()).contains("available: none");
    }

    private static Ran done(Cli cli, String command, Object... values) {
        Ran ran = cli.run(command, values);
        assertThat(ran.status()).as(ran.err()).isZero();
        return ran;
    }
}
