package dev.framewatch.cli.desk;

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

/** {@code framewatch review}: a person's word on what was seen. */
@Command(
        name = "review",
        description =
                "Lists Sightings that nobody has looked at; confirms or rejects them; writes the"
                        + " answers as labels to train from.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done, or there is something to review",
            "1:nothing to review",
            "2:an error"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch review                                   what waits for a person",
            "  framewatch review confirm 3f2a91c04b77 --note \"at the rally\"",
            "  framewatch review reject 3f2a91c04b77               all of its frames are wrong",
            "  framewatch review reject 3f2a91c04b77 --frame 4     only the one at 4 seconds",
            "  framewatch review close 3f2a91c04b77                the case is closed; its media"
                    + " may go",
            "  framewatch review precision trump",
            "  framewatch review export trump --out reviewed/",
            "  framewatch train trump --labels reviewed/labels.csv --images reviewed/"
        })
public final class ReviewCommand implements Callable<Integer> {
    private static final int MAX = 50;

    private final DeskContext desk;

    @Option(names = "--json", description = "One object a line on standard output.")
    private boolean json;

    public ReviewCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        List<ReviewItemDto> waiting;
        try (DeskServices services = desk.open()) {
            waiting = services.reviews().waiting(MAX);
        }
        for (ReviewItemDto one : waiting) {
            if (json) {
                desk.json(one);
            } else {
                desk.out().println(line(one));
            }
        }
        desk.note(
                waiting.isEmpty()
                        ? "Nothing waits for a review."
                        : "Look at the frames in the folder, then: framewatch review"
                                + " confirm|reject ID");
        return waiting.isEmpty() ? 1 : 0;
    }

    private static String line(ReviewItemDto one) {
        return String.format(
                Locale.ROOT,
                "%s  %-16s score %.2f  %3.0f %% of frames  %s",
                one.id(),
                one.target(),
                one.score(),
                100 * one.share(),
                one.evidence());
    }

    @Command(
            name = "confirm",
            description = "It shows the Target.",
            mixinStandardHelpOptions = true)
    int confirm(
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Sightings.")
                    List<String> ids,
            @Option(names = "--frame", paramLabel = "SECONDS", description = "Only that frame.")
                    @Nullable Double frame,
            @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why.")
                    String note)
            throws IOException {
        return answer(ids, frame, State.CONFIRMED, note);
    }

    @Command(
            name = "reject",
            description = "It does not show the Target.",
            mixinStandardHelpOptions = true)
    int reject(
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Sightings.")
                    List<String> ids,
            @Option(names = "--frame", paramLabel = "SECONDS", description = "Only that frame.")
                    @Nullable Double frame,
            @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why.")
                    String note)
            throws IOException {
        return answer(ids, frame, State.REJECTED, note);
    }

    @Command(
            name = "close",
            description = "The case is closed: its media are deleted after a day.",
            mixinStandardHelpOptions = true)
    int close(
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Sightings.")
                    List<String> ids,
            @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why.")
                    String note)
            throws IOException {
        return answer(ids, null, State.CLOSED, note);
    }

    private int answer(List<String> ids, @Nullable Double frame, State state, String note)
            throws IOException {
        try (DeskServices services = desk.open()) {
            for (String id : ids) {
                Optional<String> lost =
                        services.reviews().answer(new Answer(id, frame, state, note), desk.actor());
                desk.note("%s: %s".formatted(id, state.word()));
                lost.ifPresent(why -> desk.note("note: " + why));
            }
        }
        return 0;
    }

    @Command(
            name = "precision",
            description = "How often a Target was right so far, as people judged it.",
            mixinStandardHelpOptions = true)
    int precision(
            @Parameters(paramLabel = "NAME", description = "The Target.") String target,
            @Option(names = "--json", description = "One object on standard output.")
                    boolean asJson)
            throws IOException {
        PrecisionDto precision;
        try (DeskServices services = desk.open()) {
            precision = services.reviews().precision(target);
        }
        if (asJson) {
            desk.json(precision);
        } else if (precision.precision() == null) {
            desk.out().printf("Nobody has reviewed a sighting of %s yet.%n", target);
        } else {
            desk.out()
                    .printf(
                            Locale.ROOT,
                            "%s was right in %d of %d families of clips that people looked at:"
                                    + " %.0f %% (95 %% interval %.0f to %.0f %%); %d wait.%n",
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
            description = "Writes the reviewed frames and labels.csv, which train reads.",
            mixinStandardHelpOptions = true)
    int export(
            @Parameters(paramLabel = "NAME", description = "The Target.") String target,
            @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to.")
                    Path out)
            throws IOException {
        int pictures;
        try (DeskServices services = desk.open()) {
            pictures = services.reviews().export(target, out);
        }
        desk.note("%d pictures and labels.csv are in %s".formatted(pictures, out));
        return pictures > 0 ? 0 : 1;
    }
}
