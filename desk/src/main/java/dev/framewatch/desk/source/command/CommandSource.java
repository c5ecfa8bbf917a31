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
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.ytdlp.YtDlpPosts;
import dev.framewatch.desk.ytdlp.InfoJson;
import dev.framewatch.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A program of the user's own, or a folder that one fills, as a YAML file describes it. */
public final class CommandSource implements Source {
    private static final int MAX_LISTED_IDS = 5;

    private final CommandSpec command;
    private final SourceContext context;
    private final RunFolders folders;

    private CommandSource(CommandSpec command, SourceSettings settings, SourceContext tools) {
        this.command = command;
        this.context = tools;
        this.folders = new RunFolders(tools.workFolder(), settings.name());
    }

    public static CommandSource open(SourceSettings settings, SourceContext tools)
            throws SourceException {
        try {
            CommandSpec command = CommandSpec.read(Path.of(settings.place()));
            return new CommandSource(command, settings, tools);
        } catch (CommandException e) {
            throw new SourceException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Batch poll(String cursor) throws SourceException, InterruptedException {
        Instant began = context.clock().instant();
        CommandCursor last = CommandCursor.parse(cursor);
        Path work = null;
        try {
            work = folders.create(began);
            Results results =
                    new CommandRun(command, context.environment()).run(work, last.since());
            ConvertedRows convertedRows = convert(results);
            RunFolders.keepOnly(work, convertedRows.files(last));
            List<Post> posts = List.copyOf(convertedRows.posts.values());
            return new Batch(posts, last.next(began, posts), convertedRows.notes);
        } catch (CommandException e) {
            discard(work);
            throw new SourceException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            discard(work);
            throw e;
        } catch (IOException e) {
            discard(work);
            throw new SourceException(
                    "what %s brought cannot be kept: %s".formatted(command.name(), e.getMessage()),
                    e);
        }
    }

    private static void discard(@Nullable Path work) throws SourceException {
        try {
            if (work != null) {
                DurableFiles.deleteTree(work);
            }
        } catch (IOException e) {
            throw new SourceException(work + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /** Posts by their keys, and what was left out. */
    private record ConvertedRows(Map<String, Post> posts, List<String> notes) {
        /** Those of Posts that were not brought lately. */
        List<Path> files(CommandCursor last) {
            List<Path> files = new ArrayList<>();
            for (Post post : posts.values()) {
                if (post.media() instanceof PostMedia.OnDisk(Path path) && !last.contains(post)) {
                    files.add(path);
                }
            }
            return files;
        }
    }

    private ConvertedRows convert(Results results) {
        ConvertedRows convertedRows =
                new ConvertedRows(new LinkedHashMap<>(), new ArrayList<>(results.notes()));
        List<String> without = new ArrayList<>();
        int unnamed = 0;
        for (Item item : results.items()) {
            Optional<PostMedia> media = media(item);
            Optional<Post> post = post(item, media.orElseGet(() -> new PostMedia.None("no file")));
            if (post.isEmpty()) {
                unnamed++;
            } else if (media.isEmpty()) {
                without.add(post.get().id());
            } else {
                convertedRows.posts.putIfAbsent(post.get().key(), post.get());
            }
        }
        if (unnamed > 0) {
            convertedRows.notes.add(unnamed + " rows have no usable id and were left out");
        }
        if (!without.isEmpty()) {
            convertedRows.notes.add(
                    "%d posts are named without their file and were left out: %s%s"
                            .formatted(
                                    without.size(),
                                    String.join(
                                            ", ", without.stream().limit(MAX_LISTED_IDS).toList()),
                                    without.size() > MAX_LISTED_IDS ? " …" : ""));
        }
        return convertedRows;
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
