package dev.framewatch.cli.desk;

import dev.framewatch.desk.export.SightingExporter.Written;
import dev.framewatch.desk.export.SightingFilter;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.SightingService.ExportRequest;
import dev.framewatch.desk.service.SightingService.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch sightings export}: sightings in files that leave the desk. */
@Command(
        name = "export",
        description =
                "Writes Sightings into files: a table, JSON, or a zip with all evidence and a"
                    + " manifest of hashes, which verify checks. Every export is in the audit log.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:written", "1:there is none", "2:an error"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch sightings export --zip case.zip 3f2a91c04b77 --with-media",
            "  framewatch sightings export --zip week.zip --target trump --since 7d",
            "  framewatch sightings export --csv all.csv --json all.jsonl",
            "  framewatch verify case.zip",
            "",
            "The table is UTF-8 with a byte order mark. Where text begins as a formula would, an"
                    + " apostrophe",
            "comes before it, so that no spreadsheet runs what a stranger wrote; JSON has it as it"
                    + " was."
        })
final class ExportCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "Which; their ids, or the beginnings of them (default: all).")
    private List<String> ids = new ArrayList<>();

    @Mixin private SightingFilterOptions wanted = new SightingFilterOptions();

    @Option(names = "--csv", paramLabel = "FILE", description = "A table for spreadsheets.")
    private @Nullable Path csv;

    @Option(names = "--json", paramLabel = "FILE", description = "One JSON object a line.")
    private @Nullable Path json;

    @Option(names = "--zip", paramLabel = "FILE", description = "All evidence.")
    private @Nullable Path zip;

    @Option(
            names = "--with-media",
            description = "Put the videos into the zip as well that are still on disk.")
    private boolean withMedia;

    ExportCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        if (csv == null && json == null && zip == null) {
            throw new IllegalArgumentException("say what to write: --csv, --json or --zip FILE");
        }
        if (withMedia && zip == null) {
            throw new IllegalArgumentException("--with-media goes with --zip");
        }
        if (!desk.exists()) {
            desk.note(
                    "Nothing was watched in %s yet; see framewatch watch"
                            .formatted(desk.home().directory()));
            return 1;
        }
        SightingFilter filter = wanted.selection(ids, desk.clock().instant());
        int written = 0;
        try (DeskServices services = desk.open()) {
            for (ExportRequest request : requests(filter)) {
                Written result = services.sightings().export(request, desk.actor());
                print(request.file(), result);
                written = result.sightings();
            }
        }
        return written == 0 ? 1 : 0;
    }

    private List<ExportRequest> requests(SightingFilter filter) {
        List<ExportRequest> requests = new ArrayList<>();
        if (csv != null) {
            requests.add(new ExportRequest(Format.CSV, csv, filter, false));
        }
        if (json != null) {
            requests.add(new ExportRequest(Format.JSON, json, filter, false));
        }
        if (zip != null) {
            requests.add(new ExportRequest(Format.ZIP, zip, filter, withMedia));
        }
        return requests;
    }

    private void print(Path file, Written written) {
        written.notes().forEach(note -> desk.note("note: " + TerminalText.of(note)));
        desk.note(
                written.sightings() == 0
                        ? "No sighting; nothing was written."
                        : "%s: sightings: %d, SHA-256 %s"
                                .formatted(file, written.sightings(), written.sha256()));
    }
}
