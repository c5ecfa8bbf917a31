package dev.framewatch.cli.console;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.PrivateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps the newest crash reports in a folder, readable by its owner only.
 *
 * @param folder created when it is first needed
 * @param environment variables of the process, whose secrets are left out
 */
record CrashReports(Path folder, Map<String, String> environment, InstantSource clock) {
    /** Maximum number of reports kept. */
    static final int KEPT = 20;

    private static final String EXTENSION = ".txt";

    /**
     * Writes a report and deletes the oldest ones.
     *
     * @return its file
     */
    Path write(CrashReport report) throws IOException {
        PrivateFolder.create(folder);
        String time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
        // Several threads may fail in one second, and several processes.
        String name =
                "%s-%d-%08x%s"
                        .formatted(
                                time,
                                ProcessHandle.current().pid(),
                                System.nanoTime() & 0xffff_ffffL,
                                EXTENSION);
        Path file = folder.resolve(name);
        AtomicFile.write(file, report.text(environment).getBytes(StandardCharsets.UTF_8));
        deleteOldest();
        return file;
    }

    private void deleteOldest() throws IOException {
        List<Path> newestFirst;
        try (Stream<Path> files = Files.list(folder)) {
            newestFirst =
                    files.filter(file -> file.toString().endsWith(EXTENSION))
                            .sorted(Comparator.reverseOrder())
                            .toList();
        }
        for (Path file :
                newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
            Files.deleteIfExists(file);
        }
    }
}
