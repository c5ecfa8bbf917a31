package dev.framewatch.cli.desk;

import dev.framewatch.desk.review.Precision;
import dev.framewatch.desk.review.Reviews;
import dev.framewatch.desk.review.Reviews.Answer;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.desk.store.SightingRepository;
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
    private final Reviews.Recorder recorder;

    @Option(names = "--json", description = "One object a line on standard output.")
    private boolean json;

    /**
     * @param recorder writes answers into the audit log
     */
    public ReviewCommand(DeskContext desk, Reviews.Recorder recorder) {
        this.desk = desk;
        this.recorder = recorder;
    }

    /** The shape of {@code review --json}. */
    record Waiting(
            String id, String target, String family, double score, double share, String evidence) {
        static Waiting of(Sighting sighting, Path home) {
            return new Waiting(
                    sighting.id(),
                    sighting.target(),
                    sighting.family(),
                    sighting.score(),
                    sighting.share(),
                    home.resolve(sighting.evidence()).toAbsolutePath().toString());
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%s  %-16s score %.2f  %3.0f %% of frames  %s",
                    id,
                    target,
                    score,
                    100 * share,
                    evidence);
        }
    }

    @Override
    public Integer call() throws IOException {
        Path home = desk.home().get();
        try (Database database = Database.open(home)) {
            List<Sighting> waiting =
                    database.read(handle -> new SightingRepository(handle).waiting(MAX));
            for (Sighting sighting : waiting) {
                Waiting one = Waiting.of(sighting, home);
                if (json) {
                    desk.json(one);
                } else {
                    desk.out().println(one.line());
                }
            }
            desk.note(
                    waiting.isEmpty()
                            ? "Nothing waits for a review."
                            : "Look at the frames in the folder, then: framewatch review"
                                    + " confirm|reject ID");
            return waiting.isEmpty() ? 1 : 0;
        }
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
        try (Database database = Database.open(desk.home().get())) {
            Reviews reviews = reviews(database);
            for (String id : ids) {
                Optional<String> lost =
                        reviews.answer(new Answer(id, frame, state, desk.person(), note));
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
        try (Database database = Database.open(desk.home().get())) {
            Precision precision = reviews(database).precision(target);
            if (asJson) {
                desk.json(PrecisionJson.of(target, precision));
            } else if (precision.reviewed() == 0) {
                desk.out().printf("Nobody has reviewed a sighting of %s yet.%n", target);
            } else {
                desk.out()
                        .printf(
                                Locale.ROOT,
                                "%s was right in %d of %d families of clips that people looked at:"
                                        + " %.0f %% (95 %% interval %.0f to %.0f %%); %d wait.%n",
                                target,
                                precision.confirmed(),
                                precision.reviewed(),
                                100 * precision.share(),
                                100 * precision.interval().low(),
                                100 * precision.interval().high(),
                                precision.unreviewed());
            }
        }
        return 0;
    }

    /** The shape of {@code review precision --json}. */
    record PrecisionJson(
            String target,
            int confirmed,
            int rejected,
            int unreviewed,
            @Nullable Double precision,
            double[] interval) {
        static PrecisionJson of(String target, Precision precision) {
            return new PrecisionJson(
                    target,
                    precision.confirmed(),
                    precision.rejected(),
                    precision.unreviewed(),
                    precision.reviewed() == 0 ? null : precision.share(),
                    new double[] {precision.interval().low(), precision.interval().high()});
        }
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
        try (Database database = Database.open(desk.home().get())) {
            int pictures = reviews(database).export(target, out);
            desk.note("%d pictures and labels.csv are in %s".formatted(pictures, out));
            return pictures > 0 ? 0 : 1;
        }
    }

    private Reviews reviews(Database database) {
        return new Reviews(database, desk.home().get(), desk.clock(), recorder);
    }
}
