package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.PlainErrors;
import dev.framewatch.cli.console.Version;
import dev.framewatch.cli.sheet.ContactSheet;
import dev.framewatch.cli.sheet.Entry;
import dev.framewatch.desk.evidence.EvidenceWriter;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.ScanService.ScannedVideo;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.VideoResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that a scan writes: evidence of each lead, and at the end a page and a table, also of a
 * scan that was stopped. What cannot be written is named; the scan goes on. On a terminal, it ends
 * with a summary.
 */
final class ScanFiles implements AutoCloseable {
    private final Console console;
    private final @Nullable Path evidence;
    private final @Nullable Path html;
    private final @Nullable Path csv;
    private final ContactSheet page = new ContactSheet("Scan results", List.of());
    private final ScanCsv table = new ScanCsv();
    private final ScanSummary summary = new ScanSummary();
    private final boolean summarised;
    private boolean failed;

    /**
     * @param evidence folder, or null
     * @param html page, or null
     * @param csv table, or null
     * @param summarised whether a scan on a terminal ends with a summary
     * @throws IOException if the page or the table is a folder
     */
    ScanFiles(
            Console console,
            @Nullable Path evidence,
            @Nullable Path html,
            @Nullable Path csv,
            boolean summarised)
            throws IOException {
        this.console = console;
        this.evidence = evidence;
        this.html = checked("--html", html);
        this.csv = checked("--csv", csv);
        this.summarised = summarised;
    }

    /** Refuses, before hours are spent, a file that cannot be written at the end. */
    private static @Nullable Path checked(String option, @Nullable Path file) throws IOException {
        if (file != null && Files.isDirectory(file)) {
            throw new IllegalArgumentException(
                    "%s %s: this is a folder; name a file in it".formatted(option, file));
        }
        if (file != null) {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw new IllegalArgumentException(
                        "%s %s: the folder %s is not writable".formatted(option, file, folder));
            }
        }
        return file;
    }

    /** Returns how many of the best frames of each video are needed. */
    int framesToKeep() {
        return evidence == null && html == null ? 0 : EvidenceWriter.FRAMES;
    }

    /** Returns whether there is a file to write, whether or not the results are read. */
    boolean areWritten() {
        return evidence != null || html != null || csv != null;
    }

    /** Returns whether a file could not be written. */
    boolean failed() {
        return failed;
    }

    /** Receives the number of videos. */
    void expect(int videos) {
        summary.expect(videos);
    }

    void add(ScannedVideo video) {
        VideoResult result = video.result();
        summary.add(video);
        if (html != null) {
            boolean none = video.kept().isEmpty();
            page.add(
                    new Entry(
                            video.name(),
                            result,
                            none
                                    ? Collections.nCopies(result.targets().size(), List.of())
                                    : video.kept(),
                            ""));
        }
        if (csv != null) {
            table.add(video);
        }
        for (int t = 0; t < result.targets().size(); t++) {
            TargetResult target = result.targets().get(t);
            if (evidence != null && target.verdict().isLead()) {
                save(evidence, result, target, video.kept().get(t));
            }
        }
    }

    private void save(
            Path root, VideoResult result, TargetResult target, List<EvidenceFrame> kept) {
        try {
            Path folder = EvidenceWriter.folder(root, result, target);
            new EvidenceWriter(Version.number()).write(folder, result, target, kept);
            console.note("  evidence: " + folder);
        } catch (IOException e) {
            fail(root, "the evidence of %s".formatted(result.video()), e);
        }
    }

    private void fail(Path place, String what, IOException failure) {
        failed = true;
        console.note(
                "framewatch: %s: %s cannot be written: %s"
                        .formatted(place, what, PlainErrors.sentence(failure)));
    }

    /** Writes the page and the table. */
    @Override
    public void close() {
        if (summary.isEmpty()) {
            return;
        }
        // An interrupted thread cannot write files.
        boolean interrupted = Thread.interrupted();
        finish();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish() {
        if (summarised && console.terminal()) {
            summary.lines().forEach(console::note);
        }
        write("the page", html, file -> page.write(file, List.of(summary.sentence())));
        write("the table", csv, file -> AtomicFile.write(file, table.bytes()));
    }

    private interface Writing {
        void to(Path file) throws IOException;
    }

    private void write(String what, @Nullable Path file, Writing writing) {
        if (file == null) {
            return;
        }
        try {
            writing.to(file);
            console.note("  %s: %s".formatted(what, file));
        } catch (IOException e) {
            fail(file, what, e);
        }
    }
}
