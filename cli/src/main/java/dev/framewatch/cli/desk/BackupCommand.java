package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.backup.HomeBackup;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.text.PrintableLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch backup}: writes the home folder to one file. */
@Command(
        name = "backup",
        description =
                "Back up the home folder to one file: database, targets, evidence, media,"
                        + " settings and keys. A watch may be running. The file is read again and"
                        + " every hash compared before it gets its name.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch backup /mnt/backup/framewatch-monday.zip",
            "  framewatch backup /mnt/backup/small.zip --without-media",
            "",
            "The file contains signing keys and URLs of chats: only its owner can read it.",
            "To restore it: framewatch restore FILE",
            "",
            "Exit status: 0 success, 2 error."
        })
public final class BackupCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1e6;

    private final DeskContext desk;

    @Parameters(paramLabel = "FILE", description = "Backup file; it must not exist.")
    private Path file = Path.of("");

    @Option(
            names = "--without-media",
            description = "Leave out fetched videos; evidence is always included.")
    private boolean withoutMedia;

    public BackupCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        if (!desk.exists()) {
            throw new NotFoundException(
                    "nothing to back up: %s has no database".formatted(desk.home().directory()));
        }
        HomeBackup.Summary backup;
        try (DeskServices services = desk.open()) {
            backup = services.backups().create(file, !withoutMedia, desk.actor());
        }
        backup.notes().forEach(note -> desk.note("note: " + PrintableLine.of(note)));
        desk.note(
                "Backed up %s to %s (%.1f MB), verified. It contains keys: keep it private."
                        .formatted(
                                Plural.of(backup.files(), "file"),
                                file,
                                backup.bytes() / MEGABYTE));
        return 0;
    }
}
