package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Advice;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.api.LostPostDto;
import dev.framewatch.desk.api.RetriedPostsDto;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.targets.Backbones;
import dev.framewatch.text.PrintableLine;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch posts}: posts that were given up, and the search in earlier ones. */
@Command(
        name = "posts",
        description =
                "List the posts that were given up without a verdict, each with the reason, and"
                        + " try them again; search earlier posts for a new target.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:posts were found", "1:no posts", "2:error"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch posts lost                  the posts of all sources",
            "  framewatch posts lost someone --json   those of one source",
            "  framewatch posts retry someone         try them again, e.g. after a new login",
            "  framewatch posts search --target trump   earlier posts"
        })
public final class PostsCommand implements Callable<Integer> {
    private static final String SOURCE = "Source name (default: all).";

    private final DeskContext desk;

    private PostsCommand(DeskContext desk) {
        this.desk = desk;
    }

    /**
     * Returns the command with all its subcommands.
     *
     * @param models loads the backbone models shared by targets
     * @param console shows progress
     */
    public static CommandLine with(
            DeskContext desk, Function<Backbones, FeatureExtractor> models, Console console) {
        return new CommandLine(new PostsCommand(desk))
                .addSubcommand(new SearchPostsCommand(desk, models, console));
    }

    @Override
    public Integer call() throws IOException {
        return lost(null, false);
    }

    @Command(
            name = "lost",
            aliases = "list",
            description =
                    "List posts that were given up: deleted, blocked for days, too large, or"
                            + " unreadable.",
            mixinStandardHelpOptions = true)
    int lost(
            @Parameters(paramLabel = "SOURCE", arity = "0..1", description = SOURCE)
                    @Nullable String source,
            @Option(names = "--json", description = "Print JSON Lines: one object per post.")
                    boolean asJson)
            throws IOException {
        List<LostPostDto> posts;
        try (DeskServices services = desk.open()) {
            posts = services.posts().lost(source);
        }
        for (LostPostDto post : posts) {
            if (asJson) {
                desk.json(post);
            } else {
                desk.out().println(text(post));
            }
        }
        if (posts.isEmpty()) {
            desk.note("No lost posts.");
        } else if (!asJson) {
            desk.note(Plural.of(posts.size(), "lost post") + "; try again: framewatch posts retry");
        }
        return posts.isEmpty() ? 1 : 0;
    }

    private String text(LostPostDto post) {
        return "%s  %-12s %s%n%s    %s%s: %s"
                .formatted(
                        desk.times().minute(post.lostAt()),
                        post.source(),
                        PostText.name(post.called()),
                        PostText.pageLine(post.called()),
                        post.kind().replace('_', ' '),
                        post.attempts() > 1 ? ", %d attempts".formatted(post.attempts()) : "",
                        Advice.onPrivateAddresses(PrintableLine.of(post.reason())));
    }

    @Command(
            name = "retry",
            description =
                    "Try lost posts again, and those that wait for another attempt. A running"
                            + " watch starts at once.",
            mixinStandardHelpOptions = true)
    int retry(
            @Parameters(paramLabel = "SOURCE", arity = "0..1", description = SOURCE)
                    @Nullable String source,
            @Option(names = "--json", description = "Print a JSON object.") boolean asJson)
            throws IOException {
        RetriedPostsDto retried;
        try (DeskServices services = desk.open()) {
            retried = services.posts().retry(source);
        }
        if (asJson) {
            desk.json(retried);
        } else {
            desk.note(
                    "%s and %s will be tried again."
                            .formatted(
                                    Plural.of(retried.lost(), "lost post"),
                                    Plural.of(retried.waiting(), "waiting post")));
            if (retried.erased() > 0) {
                desk.note(
                        Plural.of(retried.erased(), "lost post")
                                + " cannot: their location was erased at the end of the retention"
                                + " time.");
            }
        }
        return retried.lost() + retried.waiting() == 0 ? 1 : 0;
    }
}
