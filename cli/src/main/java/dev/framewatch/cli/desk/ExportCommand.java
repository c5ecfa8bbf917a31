package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.export.SightingExporter.Written;
import dev.framewatch.desk.export.SightingFilter;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.SightingService.ExportRequest;
import dev.framewatch.desk.service.SightingService.Format;
import dev.framewatch.text.PrintableLine;
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

/** {@code framewatch sightings export}: writes sightings to files. */
@Command(
        name = "export",
        description =
                "Export sightings as CSV, JSON or a ZIP with all evidence and a manifest"
                        + " of hashes (see verify). Every export is recorded in the audit log.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:sightings were exported", "1:no sightings", "2:error"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch sightings export --zip case.zip 3f2a91c04b77 --with-media",
            "  framewatch sightings export --zip week.zip --target trump --since 7d",
            "  framewatch sightings export --bagit archive.zip --since 30d --with-media",
            "  framewatch sightings export --csv all.csv --json all.jsonl",
            "  framewatch verify case.zip",
            "",
            "CSV files are UTF-8 with a byte order mark. Text that a spreadsheet would run",
            "as a formula or round as a number gets an apostrophe. JSON keeps the original."
        })
final class ExportCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "Sighting IDs or unique prefixes (default: all).")
    private List<String> ids = new ArrayList<>();

    @Mixin private SightingFilterOptions filterOptions = new SightingFilterOptions();

    @Option(names = "--csv", paramLabel = "FILE", description = "Write CSV, for spreadsheets.")
    private @Nullable Path csv;

    @Option(names = "--json", paramLabel = "FILE", description = "Write JSON Lines.")
    private @Nullable Path json;

    @Option(names = "--zip", paramLabel = "FILE", description = "Write a ZIP with all evidence.")
    private @Nullable Path zip;

    @Option(
            names = "--bagit",
            paramLabel = "FILE",
            description = "Write the content of --zip as a bag for archives (BagIt 1.0), in a ZIP.")
    private @Nullable Path bag;

    @Option(
            names = "--with-media",
            description = "Include the videos that are still on disk (requires --zip or --bagit).")
    private boolean withMedia;

    ExportCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        if (csv == null && json == null && zip == null && bag == null) {
            throw new IllegalArgumentException(
                    "no output file; add --csv, --json, --zip or --bagit FILE");
        }
        if (withMedia && zip == null && bag == null) {
            throw new IllegalArgumentException("--with-media requires --zip or --bagit");
        }
        if (!desk.exists()) {
            desk.note(
                    "No sightings in "
                            + desk.home().directory()
                            + ": nothing has been monitored yet; start with: framewatch watch");
            return 1;
        }
        SightingFilter filter = filterOptions.filter(ids, desk.clock());
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
        if (bag != null) {
            requests.add(new ExportRequest(Format.BAG, bag, filter, withMedia));
        }
        return requests;
    }

    private void print(Path file, Written written) {
        written.notes().forEach(note -> desk.note("note: " + PrintableLine.of(note)));
        desk.note(
                written.sightings() == 0
                        ? "No sightings; nothing was written."
                        : "%s: %s, SHA-256 %s"
                                .formatted(
                                        file,
                                        Plural.of(written.sightings(), "sighting"),
                                        written.sha256()));
    }
}
