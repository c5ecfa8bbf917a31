package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import dev.framewatch.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest {
    @TempDir private Path folder;
    private Cli cli;
    private Path file;

    @BeforeEach
    void aFile() throws IOException {
        cli = new Cli(folder.resolve("home"));
        Files.createDirectory(folder.resolve("drop"));
        file =
                Files.writeString(
                        folder.resolve("newsroom.yaml"),
                        """
                        sources:
                          drop: {kind: folder, place: drop, every: 1m}
                        alerts:
                          feed: {kind: atom, file: leads.xml, zone: UTC}
                        watch:
                          retain_posts: 7d
                        """);
    }

    @Test
    void differencesAreShownAppliedOnceAndExported() {
        String differences =
                """
                + source drop
                    + kind: folder
                    + place: %s
                    + every: 1m
                + alert feed
                    + kind: atom
                    + file: %s
                    + entries: 100
                    + zone: UTC
                ~ watch
                    ~ retain_posts: 30d -> 7d
                """
                        .formatted(folder.resolve("drop"), folder.resolve("leads.xml"));
        Ran planned = cli.run("apply %s --dry-run", file);
        assertThat(planned.status()).as(planned.err()).isZero();
        assertThat(planned.out()).isEqualTo(differences);
        assertThat(planned.err()).contains("Nothing was changed");
        assertThat(cli.run("apply %s", file).out()).isEqualTo(differences);

        Ran again = cli.run("apply %s", file);
        assertThat(again.status()).isZero();
        assertThat(again.out()).isEmpty();
        assertThat(again.err()).contains("Nothing to change.");

        Path exported = folder.resolve("exported.yaml");
        assertThat(cli.run("config export %s", exported).status()).isZero();
        Ran same = cli.run("apply %s --prune --json", exported);
        assertThat(same.status()).as(same.err()).isZero();
        assertThat(same.out()).isEmpty();
        assertThat(cli.run("config export").out()).isEqualTo(contentOf(exported.toFile()));
        assertThat(cli.run("config export %s", exported).refusal()).contains("already exists");
    }

    @Test
    void whatIsNotInTheFileIsKeptAndNamed() throws IOException {
        cli.run("apply %s", file);
        Files.writeString(file, "sources: {}\n");
        Ran kept = cli.run("apply %s", file);
        assertThat(kept.err()).contains("Kept, although not in the file: source drop, alert feed");
        assertThat(cli.run("apply %s --prune", file).out()).isEqualTo("- source drop\n");
    }

    @Test
    void settingsOfATargetThatDoesNotExistYetAreKeptAndItIsNamed() throws IOException {
        Files.writeString(file, "targets:\n  trump: {threshold: 0.9}\n");
        Ran applied = cli.run("apply %s", file);
        assertThat(applied.status()).isZero();
        assertThat(applied.err()).contains("target 'trump' does not exist yet");
    }
}
