package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.api.PrecisionDto;
import dev.framewatch.desk.api.ReviewItemDto;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.ReviewService.Answer;
import dev.framewatch.desk.store.Sighting.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch review}: records a person's verdict on sightings. */
@Command(
        name = "review",
        description =
                "List sightings that await review, confirm or reject them, and export"
                        + " reviewed frames as training labels. A face target knows a rejected face"
                        + " at once; a running watch uses that for the next post.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done, or sightings await review", "1:nothing to review", "2:error"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch review                                   what awaits review",
            "  framewatch review confirm 3f2a91c04b77 --note \"at the rally\"",
            "  framewatch review reject 3f2a91c04b77               every frame is wrong",
            "  framewatch review reject 3f2a91c04b77 --frame 4     the frame at 4 s is wrong",
            "  framewatch review undo 3f2a91c04b77                 take the answer back",
            "  framewatch review close 3f2a91c04b77                closed; deletes its media",
            "  framewatch review precision trump",
            "  framewatch review export trump --out reviewed/",
            "  framewatch train trump --labels reviewed/labels.csv --images reviewed/"
        })
public final class ReviewCommand implements Callable<Integer> {
    private static final int MAX_ITEMS = 50;

    private final DeskContext desk;
    private final TargetCorrections corrections;

    @Option(names = "--json", description = "Print JSON Lines: one object per sighting.")
    private boolean json;

    public ReviewCommand(DeskContext desk, TargetCorrections corrections) {
        this.desk = desk;
        this.corrections = corrections;
    }

    @Override
    public Integer call() throws IOException {
        return list(false);
    }

    @Command(
            name = "list",
            description = "List the sightings that await review.",
            mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--json", description = "Print JSON Lines: one object per sighting.")
                    boolean asJson)
            throws IOException {
        List<ReviewItemDto> pending;
        try (DeskServices services = desk.open()) {
            pending = services.reviews().waiting(MAX_ITEMS);
        }
        for (ReviewItemDto item : pending) {
            if (json || asJson) {
                desk.json(item);
            } else {
                desk.out().println(line(item));
            }
        }
        desk.note(
                pending.isEmpty()
                        ? "No sightings await review."
                        : "Check the frames in the folder, then answer: framewatch review confirm"
                                + " ID, or framewatch review reject ID");
        return pending.isEmpty() ? 1 : 0;
    }

    private static String line(ReviewItemDto item) {
        return String.format(
                Locale.ROOT,
                "%s  %-16s score %.2f  %3.0f%% of frames  %s%s",
                item.id(),
                item.target(),
                item.score(),
                100 * item.share(),
                item.undecided() ? "(not confirmed)  " : "",
                item.evidence());
    }

    @Command(
            name = "confirm",
            description = "Mark sightings as true matches.",
            mixinStandardHelpOptions = true)
    int confirm(
            @Parameters(
                            paramLabel = "ID",
                            arity = "1..*",
                            description = "Sighting IDs or unique prefixes.")
                    List<String> ids,
            @Option(
                            names = "--frame",
                            paramLabel = "SECONDS",
                            description = "Only the frame at this time.")
                    @Nullable Double frame,
            @Option(
                            names = "--note",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "Reason or comment.")
                    String note)
            throws IOException {
        return answer(ids, frame, State.CONFIRMED, note);
    }

    @Command(
            name = "reject",
            description = "Mark sightings as false matches.",
            mixinStandardHelpOptions = true)
    int reject(
            @Parameters(
                            paramLabel = "ID",
                            arity = "1..*",
                            description = "Sighting IDs or unique prefixes.")
                    List<String> ids,
            @Option(
                            names = "--frame",
                            paramLabel = "SECONDS",
                            description = "Only the frame at this time.")
                    @Nullable Double frame,
            @Option(
                            names = "--note",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "Reason or comment.")
                    String note)
            throws IOException {
        return answer(ids, frame, State.REJECTED, note);
    }

    @Command(
            name = "close",
            description = "Close confirmed sightings; their media are deleted after a day.",
            mixinStandardHelpOptions = true)
    int close(
            @Parameters(
                            paramLabel = "ID",
                            arity = "1..*",
                            description = "Sighting IDs or unique prefixes.")
                    List<String> ids,
            @Option(
                            names = "--note",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "Reason or comment.")
                    String note)
            throws IOException {
        return answer(ids, null, State.CLOSED, note);
    }

    @Command(
            name = "undo",
            description =
                    "Take back the answers about sightings and their frames; they await review"
                            + " again.",
            mixinStandardHelpOptions = true)
    int undo(
            @Parameters(
                            paramLabel = "ID",
                            arity = "1..*",
                            description = "Sighting IDs or unique prefixes.")
                    List<String> ids)
            throws IOException {
        try (DeskServices services = desk.open()) {
            for (String id : ids) {
                services.reviews().takeBack(id, desk.actor());
                desk.note(id + ": awaits review again");
            }
            corrections.apply(services);
        }
        return 0;
    }

    private int answer(List<String> ids, @Nullable Double frame, State state, String note)
            throws IOException {
        try (DeskServices services = desk.open()) {
            for (String id : ids) {
                Optional<String> warning =
                        services.reviews().answer(new Answer(id, frame, state, note), desk.actor());
                desk.note("%s: %s".formatted(id, state.word()));
                warning.ifPresent(text -> desk.note("note: " + text));
            }
            corrections.apply(services);
        }
        return 0;
    }

    @Command(
            name = "precision",
            description = "Show the precision of a target, from reviewed sightings.",
            mixinStandardHelpOptions = true)
    int precision(
            @Parameters(paramLabel = "NAME", description = "Target name.") String target,
            @Option(names = "--json", description = "Print a JSON object.") boolean asJson)
            throws IOException {
        PrecisionDto precision;
        try (DeskServices services = desk.open()) {
            precision = services.reviews().precision(target);
        }
        if (asJson) {
            desk.json(precision);
        } else if (precision.precision() == null) {
            desk.out().printf("No sightings of %s have been reviewed yet.%n", target);
        } else {
            desk.out()
                    .printf(
                            Locale.ROOT,
                            "%s: precision %d of %d reviewed clips (%.0f%%, 95%% CI"
                                    + " %.0f-%.0f%%); %d pending%n",
                            target,
                            precision.confirmed(),
                            precision.confirmed() + precision.rejected(),
                            100 * precision.precision(),
                            100 * precision.interval().getFirst(),
                            100 * precision.interval().getLast(),
                            precision.unreviewed());
        }
        return 0;
    }

    @Command(
            name = "export",
            description = "Export the reviewed frames with a labels.csv for training.",
            mixinStandardHelpOptions = true)
    int export(
            @Parameters(paramLabel = "NAME", description = "Target name.") String target,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            required = true,
                            description = "Output folder.")
                    Path out)
            throws IOException {
        int images;
        try (DeskServices services = desk.open()) {
            images = services.reviews().export(target, out);
        }
        desk.note("Wrote %s and labels.csv to %s".formatted(Plural.of(images, "image"), out));
        return images > 0 ? 0 : 1;
    }
}
