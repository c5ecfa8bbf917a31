package dev.framewatch.cli.desk;

import static java.util.stream.Collectors.joining;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.api.PrecisionDto;
import dev.framewatch.desk.api.ReviewItemDto;
import dev.framewatch.desk.api.ReviewItemDto.DoubtfulDto;
import dev.framewatch.desk.post.PostName;
import dev.framewatch.desk.review.ReviewLabels.Scope;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.ReviewService.Answer;
import dev.framewatch.desk.store.Sighting.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
                "List sightings that await review, the most doubtful first, confirm or reject them,"
                        + " and export reviewed frames as training labels. Confirming a clip labels"
                        + " only the frames that its evidence shows; name others with --frame. A"
                        + " face target knows a rejected face at once; a running watch uses that"
                        + " for the next post.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done, or sightings await review", "1:nothing to review", "2:error"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch review                                   what awaits review",
            "  framewatch review confirm 3f2a91c04b77 --note \"at the rally\"",
            "  framewatch review confirm 3f2a91c04b77 --not-frame 5",
            "                                          a match, but not the frame at 5 s",
            "  framewatch review confirm 3f2a91c04b77 --frame 3 --not-frame 5",
            "                                          only these frames were looked at",
            "  framewatch review reject 3f2a91c04b77               the target is not in it",
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
                desk.out().print(text(item));
            }
        }
        desk.note(
                pending.isEmpty()
                        ? "No sightings await review."
                        : "Check the frames in the folder, then answer: framewatch review confirm"
                                + " ID, or framewatch review reject ID");
        return pending.isEmpty() ? 1 : 0;
    }

    private static String text(ReviewItemDto item) {
        PostName post = item.post().called();
        String doubtful =
                item.doubtful().stream().map(ReviewCommand::doubtful).collect(joining(", "));
        return String.format(
                Locale.ROOT,
                "%s  %s  score %.2f, %.0f%% of frames%s%n    %s%n%s%s    %s%n    framewatch review"
                        + " confirm %s%n",
                item.id(),
                item.target(),
                item.score(),
                100 * item.share(),
                item.undecided() ? ", not confirmed" : "",
                PostText.seen(post, item.at()),
                PostText.pageLine(post),
                doubtful.isEmpty() ? "" : "    look at %s%n".formatted(doubtful),
                item.evidence(),
                item.id());
    }

    private static String doubtful(DoubtfulDto frame) {
        return frame.reason().equals("cannot_tell") || frame.score() == null
                ? String.format(Locale.ROOT, "%.2f s (cannot tell)", frame.t())
                : String.format(Locale.ROOT, "%.2f s (score %.2f)", frame.t(), frame.score());
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
                            description =
                                    "Only the frame at this time; repeatable. The clip still"
                                            + " waits.")
                    @Nullable List<Double> frames,
            @Option(
                            names = "--not-frame",
                            paramLabel = "SECONDS",
                            description =
                                    "The target is not in the frame at this time; repeatable.")
                    @Nullable List<Double> notFrames,
            @Option(
                            names = "--note",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "Reason or comment.")
                    String note)
            throws IOException {
        List<Double> shown = Objects.requireNonNullElse(frames, List.of());
        List<Double> others = Objects.requireNonNullElse(notFrames, List.of());
        if (others.stream().anyMatch(shown::contains)) {
            throw new IllegalArgumentException(
                    "--frame and --not-frame name the same frame: the target is in it, or it is"
                            + " not");
        }
        return answer(ids, State.CONFIRMED, shown, others, note);
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
                            description =
                                    "Only the frame at this time; repeatable. The clip still"
                                            + " waits.")
                    @Nullable List<Double> frames,
            @Option(
                            names = "--note",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "Reason or comment.")
                    String note)
            throws IOException {
        List<Double> wrong = Objects.requireNonNullElse(frames, List.of());
        return answer(ids, State.REJECTED, wrong, List.of(), note);
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
        return answer(ids, State.CLOSED, List.of(), List.of(), note);
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

    /**
     * Records the same answers about each sighting: about the whole unless only frames are named.
     *
     * @param frames times of the frames that the answer is about
     * @param notFrames times of frames that do not show the target
     */
    private int answer(
            List<String> ids, State state, List<Double> frames, List<Double> notFrames, String note)
            throws IOException {
        try (DeskServices services = desk.open()) {
            for (String id : ids) {
                List<Answer> answers = new ArrayList<>();
                if (frames.isEmpty()) {
                    answers.add(new Answer(id, null, state, note));
                }
                frames.forEach(time -> answers.add(new Answer(id, time, state, note)));
                notFrames.forEach(time -> answers.add(new Answer(id, time, State.REJECTED, note)));
                Optional<String> warning = services.reviews().answer(answers, desk.actor());
                answers.forEach(answer -> desk.note(text(answer)));
                warning.ifPresent(text -> desk.note("note: " + text));
            }
            corrections.apply(services);
        }
        return 0;
    }

    private static String text(Answer answer) {
        return answer.frame() == null
                ? "%s: %s".formatted(answer.sighting(), answer.state().word())
                : String.format(
                        Locale.ROOT,
                        "%s: frame at %.2f s %s",
                        answer.sighting(),
                        answer.frame(),
                        answer.state().word());
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
            description =
                    "Export the reviewed frames with a labels.csv for training, which says of each"
                            + " what its label rests on.",
            mixinStandardHelpOptions = true)
    int export(
            @Parameters(paramLabel = "NAME", description = "Target name.") String target,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            required = true,
                            description = "Output folder.")
                    Path out,
            @Option(
                            names = "--all",
                            description =
                                    "Also the positive frames of confirmed clips that nobody looked"
                                            + " at; some may not show the target.")
                    boolean all)
            throws IOException {
        int images;
        try (DeskServices services = desk.open()) {
            images = services.reviews().export(target, out, all ? Scope.ALL : Scope.SOUND);
        }
        desk.note("Wrote %s and labels.csv to %s".formatted(Plural.of(images, "image"), out));
        return images > 0 ? 0 : 1;
    }
}
