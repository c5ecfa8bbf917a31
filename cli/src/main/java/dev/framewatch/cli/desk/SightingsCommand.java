package dev.framewatch.cli.desk;

import dev.framewatch.desk.api.SightingDetailsDto;
import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.export.SightingFilter;
import dev.framewatch.desk.service.DeskServices;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch sightings}: lists, shows and exports sightings. */
@Command(
        name = "sightings",
        description =
                "List sightings (matches found by the watch), latest first; show"
                        + " details; export sightings with their evidence.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:sightings were found", "1:no sightings", "2:error"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch sightings                              latest first",
            "  framewatch sightings --target trump --since 7d --json",
            "  framewatch sightings show 3f2a91c04b77            all details",
            "  framewatch sightings export --zip case.zip 3f2a91c04b77 --with-media",
            "  framewatch sightings export --csv week.csv --since 7d"
        })
public final class SightingsCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Mixin private SightingFilterOptions filterOptions = new SightingFilterOptions();

    @Option(names = "--json", description = "Print JSON Lines: one object per sighting.")
    private boolean json;

    private SightingsCommand(DeskContext desk) {
        this.desk = desk;
    }

    /** Returns the command with all its subcommands. */
    public static CommandLine with(DeskContext desk) {
        return new CommandLine(new SightingsCommand(desk)).addSubcommand(new ExportCommand(desk));
    }

    @Override
    public Integer call() throws IOException {
        return list(filterOptions, false);
    }

    @Command(
            name = "list",
            description = "List sightings, latest first.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {"0:sightings were found", "1:no sightings", "2:error"})
    int list(
            @Mixin SightingFilterOptions options,
            @Option(names = "--json", description = "Print JSON Lines: one object per sighting.")
                    boolean asJson)
            throws IOException {
        if (!desk.exists()) {
            desk.note(noDatabase());
            return 1;
        }
        SightingFilter filter = options.filter(List.of(), desk.clock());
        SightingText text = new SightingText(desk.out(), desk.times());
        Consumer<SightingDto> printer =
                json || asJson ? row -> desk.out().println(row.json()) : text::row;
        int count;
        try (DeskServices services = desk.open()) {
            count = services.sightings().list(filter, printer);
        }
        if (count == 0) {
            desk.note("No sightings.");
        } else if (!json && !asJson) {
            desk.note("Details: framewatch sightings show ID; to answer: framewatch review");
        }
        return count == 0 ? 1 : 0;
    }

    private String noDatabase() {
        return "No sightings in "
                + desk.home().directory()
                + ": nothing has been monitored yet; start with: framewatch watch";
    }

    @Command(
            name = "show",
            description = "Show all details of a sighting and its near-duplicates.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "ID", description = "Sighting ID or unique prefix.") String id,
            @Option(names = "--json", description = "Print a JSON object.") boolean asJson)
            throws IOException {
        if (!desk.exists()) {
            throw new IllegalArgumentException(noDatabase());
        }
        SightingDetailsDto details;
        try (DeskServices services = desk.open()) {
            details = services.sightings().show(id);
        }
        if (json || asJson) {
            desk.json(details);
        } else {
            new SightingText(desk.out(), desk.times()).details(details);
        }
        return 0;
    }
}
