package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {
    @TempDir private Path folder;

    @Test
    void whatWasBackedUpIsThereAgainInAnotherHome() {
        Cli first = new Cli(folder.resolve("home"));
        Cli second = new Cli(folder.resolve("second"));
        Path file = folder.resolve("monday.zip");
        assertThat(first.run("backup %s", file).refusal()).contains("nothing to back up");
        first.run("alerts add desk atom leads.xml");
        Ran backup = first.run("backup %s", file);
        assertThat(backup.status()).as(backup.err()).isZero();
        assertThat(backup.err()).contains("verified", "keep it private");
        Ran restored = second.run("restore %s", file);
        assertThat(restored.status()).as(restored.err()).isZero();
        assertThat(second.run("alerts").out()).isEqualTo(first.run("alerts").out());
        assertThat(second.run("audit").out()).contains("restored");
        assertThat(first.run("audit").out()).contains("backed-up");
        assertThat(second.run("restore %s", file).refusal()).contains("is not empty");
        assertThat(second.run("restore %s", folder.resolve("none.zip")).refusal())
                .contains("no such file");
    }
}
