package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.backup.HomeRestore;
import dev.framewatch.desk.service.BackupService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code framewatch restore}: restores the home folder from a backup file. */
@Command(
        name = "restore",
        description =
                "Restore the home folder from a backup file. Every file and the database are"
                        + " checked first; the home folder then appears at once, or not at all."
                        + " Nothing is overwritten: the home folder must not exist or be empty.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch restore /mnt/backup/framewatch-monday.zip",
            "  framewatch restore monday.zip --home /srv/framewatch",
            "",
            "Exit status: 0 success, 2 error."
        })
public final class RestoreCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Parameters(paramLabel = "FILE", description = "Backup file.")
    private Path file = Path.of("");

    public RestoreCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        HomeRestore.Summary restored =
                BackupService.restore(desk.serviceEnvironment(), file, desk.actor());
        desk.note(
                "Restored %s to %s, as of %s%s."
                        .formatted(
                                Plural.of(restored.files(), "file"),
                                desk.home().directory(),
                                restored.createdAt(),
                                restored.media() ? "" : ", without media"));
        return 0;
    }
}
