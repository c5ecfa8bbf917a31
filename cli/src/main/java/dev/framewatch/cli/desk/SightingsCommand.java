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

/** {@code framewatch sightings}: what was seen where. */
@Command(
        name = "sightings",
        description =
                "Lists what the watch has seen, the latest first; shows one in full; writes some"
                        + " into a file, with their evidence.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:there are some", "1:there is none", "2:an error"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch sightings                              the latest first",
            "  framewatch sightings --target trump --since 7d --json",
            "  framewatch sightings show 3f2a91c04b77            all that is known about one",
            "  framewatch sightings export --zip case.zip 3f2a91c04b77 --with-media",
            "  framewatch sightings export --csv week.csv --since 7d"
        })
public final class SightingsCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Mixin private SightingFilterOptions wanted = new SightingFilterOptions();

    @Option(names = "--json", description = "One object a line on standard output.")
    private boolean json;

    private SightingsCommand(DeskContext desk) {
        this.desk = desk;
    }

    /** The command with all its subcommands. */
    public static CommandLine with(DeskContext desk) {
        return new CommandLine(new SightingsCommand(desk)).addSubcommand(new ExportCommand(desk));
    }

    @Override
    public Integer call() throws IOException {
        return list(wanted, false);
    }

    @Command(
            name = "list",
            description = "Lists what the watch has seen, the latest first.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {"0:there are some", "1:there is none", "2:an error"})
    int list(
            @Mixin SightingFilterOptions options,
            @Option(names = "--json", description = "One object a line on standard output.")
                    boolean asJson)
            throws IOException {
        if (!desk.exists()) {
            desk.note(nothingWatched());
            return 1;
        }
        SightingFilter filter = options.selection(List.of(), desk.clock().instant());
        SightingText text = new SightingText(desk.out());
        Consumer<SightingDto> printer =
                json || asJson ? row -> desk.out().println(row.json()) : text::row;
        int count;
        try (DeskServices services = desk.open()) {
            count = services.sightings().list(filter, printer);
        }
        if (count == 0) {
            desk.note("No sighting.");
        }
        return count == 0 ? 1 : 0;
    }

    private String nothingWatched() {
        return "Nothing was watched in %s yet; see framewatch watch"
                .formatted(desk.home().directory());
    }

    @Command(
            name = "show",
            description = "Shows all that is known about a Sighting, and how far it has spread.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.")
                    String id,
            @Option(names = "--json", description = "One object on standard output.")
                    boolean asJson)
            throws IOException {
        if (!desk.exists()) {
            throw new IllegalArgumentException(nothingWatched());
        }
        SightingDetailsDto details;
        try (DeskServices services = desk.open()) {
            details = services.sightings().show(id);
        }
        if (json || asJson) {
            desk.json(details);
        } else {
            new SightingText(desk.out()).details(details);
        }
        return 0;
    }
}
