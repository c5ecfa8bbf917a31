package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Plural;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.desk.api.FoundPostDto;
import dev.framewatch.desk.api.PostSearchDto;
import dev.framewatch.desk.post.PostName;
import dev.framewatch.desk.search.FoundPost;
import dev.framewatch.desk.search.PostSearch;
import dev.framewatch.desk.service.PostSearchService;
import dev.framewatch.desk.service.PostSearchService.Recording;
import dev.framewatch.desk.service.PostSearchService.Request;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.InvalidTargetException;
import dev.framewatch.verdict.RunText;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framewatch posts search}: searches the storyboards of earlier posts. */
@Command(
        name = "search",
        description =
                "Search earlier posts for a target that is new or was trained again, in the small"
                        + " frames that the watch keeps (storyboards in watch.yaml). Nothing is"
                        + " fetched.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status, like scan:%n",
        exitCodeList = {
            "0:at least one match; no storyboard was damaged",
            "1:no match; every post was searched",
            "2:error: a storyboard is damaged, a target could not be read, a named one has"
                    + " expired, or no match and some posts could not be searched"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch posts search --target trump",
            "  framewatch posts search --target trump --since 3d --json > found.jsonl",
            "  framewatch posts search --target trump --record    to review what is found"
        })
final class SearchPostsCommand implements Callable<Integer> {
    /** A storyboard has at most one frame per second. */
    private static final double STORYBOARD_SECONDS = 1;

    private static final Task SEARCHING = new Task("Searching storyboards", Unit.VIDEO);

    private final DeskContext desk;
    private final Function<Backbones, FeatureExtractor> models;
    private final Console console;

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "Target to search for; repeatable (default: all targets).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only posts that were scanned since then: 3d, 24h, a date, or ISO 8601 time"
                            + " (default: all that have a storyboard).")
    private @Nullable String since;

    @Option(
            names = "--record",
            description = "Record what is found as sightings with evidence; each once.")
    private boolean records;

    @Option(names = "--alert", description = "Also send alerts for new sightings; with --record.")
    private boolean alerts;

    @Option(
            names = "--exhaustive",
            description =
                    "Look at every frame kept; otherwise at every second to fourth, and at the"
                            + " others where one of these hints at a target.")
    private boolean exhaustive;

    @Option(
            names = "--json",
            description =
                    "Print JSON Lines: one object per post and target found, then the numbers.")
    private boolean json;

    /**
     * @param models loads the backbone models shared by targets
     * @param console shows progress
     */
    SearchPostsCommand(
            DeskContext desk, Function<Backbones, FeatureExtractor> models, Console console) {
        this.desk = desk;
        this.models = models;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (alerts && !records) {
            throw new IllegalArgumentException(
                    "--alert: only recorded sightings alert; add --record");
        }
        Instant from = since == null ? null : Since.parse(since, desk.clock());
        PostSearchService searches = new PostSearchService(desk.serviceEnvironment(), models);
        PostSearch.Summary summary;
        Printing printing = new Printing();
        try (printing) {
            summary =
                    searches.search(
                            new Request(names, from, recording(), exhaustive, desk.actor()),
                            printing);
        }
        print(summary);
        return status(summary, printing.leftOut);
    }

    private Recording recording() {
        if (!records) {
            return Recording.NONE;
        }
        return alerts ? Recording.SIGHTINGS_AND_ALERTS : Recording.SIGHTINGS;
    }

    private static int status(PostSearch.Summary summary, boolean leftOut) {
        if (summary.damaged() > 0 || leftOut) {
            return 2;
        }
        if (summary.matches() > 0) {
            return 0;
        }
        return summary.notSeen() + summary.unconfirmed() > 0 ? 2 : 1;
    }

    private void print(PostSearch.Summary summary) {
        if (json) {
            desk.json(PostSearchDto.of(summary));
            return;
        }
        desk.out()
                .printf(
                        "%s searched, scanned since %s. Possible matches: %d; not confirmed: %d.%n",
                        Plural.of(summary.seen(), "post"),
                        desk.times().minute(summary.since()),
                        summary.matches(),
                        summary.unconfirmed());
        if (summary.notSeen() > 0) {
            desk.out()
                    .printf(
                            "Not seen: %s (without a storyboard %d, damaged %d, read only in part"
                                    + " %d).%n",
                            Plural.of(summary.notSeen(), "post"),
                            summary.withoutStoryboard(),
                            summary.damaged(),
                            summary.incomplete());
        }
        if (records) {
            desk.note(Plural.of(summary.newSightings(), "new sighting") + " recorded.");
        }
    }

    /** Prints each post as soon as it is found. */
    private final class Printing implements PostSearchService.Listener, AutoCloseable {
        private final ScreenProgress progress = ScreenProgress.on(console);
        private boolean leftOut;

        @Override
        public void expired(String target) {
            desk.note("note: target '%s' has expired and is not searched for".formatted(target));
        }

        @Override
        public void invalidTarget(InvalidTargetException problem) {
            leftOut = true;
            desk.note("framewatch: " + problem.getMessage() + "; it is not searched for");
        }

        @Override
        public void searched(int videos, int ofVideos) {
            progress.update(SEARCHING, videos, ofVideos);
        }

        @Override
        public void found(FoundPost found) {
            FoundPostDto post = FoundPostDto.of(found);
            if (json) {
                desk.json(post);
            } else {
                desk.out().print(text(post));
            }
        }

        @Override
        public void close() {
            progress.close();
        }
    }

    private static String text(FoundPostDto found) {
        PostName post = found.post().called();
        String sighting =
                found.sighting() == null
                        ? ""
                        : "; sighting %s (%s)".formatted(found.sighting(), found.state());
        return String.format(
                Locale.ROOT,
                "%s  %s%n%s    %s at %s: score %.2f, %d of %d frames%s%n",
                found.target(),
                PostText.name(post),
                PostText.pageLine(post),
                found.verdict().equals("match") ? "possible match" : "not confirmed",
                RunText.of(found.at(), STORYBOARD_SECONDS),
                found.score(),
                found.positives(),
                found.sampled(),
                sighting);
    }
}
