package dev.framewatch.desk.source.command;

import dev.framewatch.desk.command.CommandException;
import dev.framewatch.desk.command.CommandRun;
import dev.framewatch.desk.command.CommandRun.Item;
import dev.framewatch.desk.command.CommandRun.Results;
import dev.framewatch.desk.command.CommandSpec;
import dev.framewatch.desk.command.Preset;
import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.MediaUrl;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceResponse;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.ytdlp.YtDlpPosts;
import dev.framewatch.desk.ytdlp.InfoJson;
import dev.framewatch.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A program of the user, or a folder that such a program fills, as described in a YAML file. */
public final class CommandSource implements Source {
    private static final int MAX_LISTED_IDS = 5;

    private final CommandSpec command;
    private final SourceContext context;
    private final RunFolders folders;

    private CommandSource(CommandSpec command, SourceSettings settings, SourceContext context) {
        this.command = command;
        this.context = context;
        this.folders = new RunFolders(context.workFolder(), settings.name());
    }

    public static CommandSource open(SourceSettings settings, SourceContext context)
            throws SourceException {
        try {
            CommandSpec command = CommandSpec.read(Path.of(settings.place()));
            return new CommandSource(command, settings, context);
        } catch (CommandException e) {
            throw new SourceException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Batch poll(String cursor) throws SourceException, InterruptedException {
        Instant began = context.clock().instant();
        CommandCursor previous = CommandCursor.parse(cursor);
        Path folder = null;
        try {
            folder = folders.create(began);
            Results results =
                    new CommandRun(command, context.environment()).run(folder, previous.since());
            ConvertedRows convertedRows = convert(results);
            Path place = command.folder() == null ? folder : command.folder();
            List<SourceResponse> answers =
                    new ResultAnswers(command, place, context.clock().instant())
                            .of(results, convertedRows.resultFiles(previous));
            RunFolders.keepOnly(folder, convertedRows.files(previous));
            List<Post> posts = List.copyOf(convertedRows.posts.values());
            return new Batch(posts, previous.next(began, posts), convertedRows.notes)
                    .withResponses(answers);
        } catch (CommandException e) {
            discard(folder);
            throw new SourceException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            discard(folder);
            throw e;
        } catch (IOException e) {
            discard(folder);
            throw new SourceException(
                    "cannot store the results of %s: %s".formatted(command.name(), e.getMessage()),
                    e);
        }
    }

    private static void discard(@Nullable Path folder) throws SourceException {
        try {
            if (folder != null) {
                DurableFiles.deleteTree(folder);
            }
        } catch (IOException e) {
            throw new SourceException("cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Posts and the result files that name them, by key, and notes on what was skipped. */
    private record ConvertedRows(
            Map<String, Post> posts, Map<String, Path> namedIn, List<String> notes) {
        ConvertedRows(List<String> notes) {
            this(new LinkedHashMap<>(), new HashMap<>(), new ArrayList<>(notes));
        }

        /** Returns the keys of the posts that were not returned recently, by result file. */
        Map<Path, Set<String>> resultFiles(CommandCursor previous) {
            Map<Path, Set<String>> keys = new LinkedHashMap<>();
            for (Post post : posts.values()) {
                Path file = namedIn.get(post.key());
                if (file != null && !previous.contains(post)) {
                    keys.computeIfAbsent(file, _ -> new HashSet<>()).add(post.key());
                }
            }
            return keys;
        }

        /** Returns the files of the posts that were not returned recently. */
        List<Path> files(CommandCursor previous) {
            List<Path> files = new ArrayList<>();
            for (Post post : posts.values()) {
                if (post.media() instanceof PostMedia.OnDisk(Path path)
                        && !previous.contains(post)) {
                    files.add(path);
                }
            }
            return files;
        }
    }

    private ConvertedRows convert(Results results) {
        ConvertedRows convertedRows = new ConvertedRows(results.notes());
        List<String> withoutMedia = new ArrayList<>();
        int withoutId = 0;
        int unreadableDates = 0;
        int sharedIds = 0;
        for (Item item : results.items()) {
            Optional<PostMedia> media = media(item);
            Optional<Post> post = post(item, media.orElseGet(() -> new PostMedia.None("no file")));
            unreadableDates += hasUnreadableDate(item) ? 1 : 0;
            if (post.isEmpty()) {
                withoutId++;
            } else if (media.isEmpty()) {
                withoutMedia.add(post.get().id());
            } else {
                Post first = convertedRows.posts.putIfAbsent(post.get().key(), post.get());
                convertedRows.namedIn.putIfAbsent(post.get().key(), item.row().file());
                sharedIds += first != null && !first.media().equals(post.get().media()) ? 1 : 0;
            }
        }
        if (withoutId > 0) {
            convertedRows.notes.add(
                    (withoutId == 1 ? "1 row" : withoutId + " rows") + " skipped: no usable id");
        }
        if (sharedIds > 0) {
            convertedRows.notes.add(
                    (sharedIds == 1 ? "1 row" : sharedIds + " rows")
                            + " skipped: another row has the same id but another file");
        }
        if (unreadableDates > 0) {
            convertedRows.notes.add(
                    (unreadableDates == 1 ? "1 row has" : unreadableDates + " rows have")
                            + " a date that cannot be read: use ISO 8601 or seconds since 1970");
        }
        if (!withoutMedia.isEmpty()) {
            convertedRows.notes.add(
                    "%d %s skipped, media file not found: %s%s"
                            .formatted(
                                    withoutMedia.size(),
                                    withoutMedia.size() == 1 ? "post" : "posts",
                                    String.join(
                                            ", ",
                                            withoutMedia.stream().limit(MAX_LISTED_IDS).toList()),
                                    withoutMedia.size() > MAX_LISTED_IDS ? " …" : ""));
        }
        return convertedRows;
    }

    private boolean hasUnreadableDate(Item item) {
        return command.preset() != Preset.YTDLP_FOLDER
                && new RowPost(command).hasUnreadableDate(item.row());
    }

    private Optional<Post> post(Item item, PostMedia media) {
        if (command.preset() != Preset.YTDLP_FOLDER) {
            return new RowPost(command).of(item.row(), media);
        }
        try {
            return YtDlpPosts.of(InfoJson.parse(item.row().json().toString()), media);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<PostMedia> media(Item item) {
        if (item.file().isPresent()) {
            return Optional.of(new PostMedia.OnDisk(item.file().get()));
        }
        try {
            return item.url().isPresent()
                    ? Optional.of(MediaUrl.of(UrlParser.of(item.url().get())))
                    : Optional.empty();
        } catch (AddressBlockedException _) {
            return Optional.empty();
        }
    }
}
