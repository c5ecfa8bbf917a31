package dev.framewatch.desk.feed;

import dev.framewatch.desk.command.CommandFailed;
import dev.framewatch.desk.command.CommandFile;
import dev.framewatch.desk.command.CommandRun;
import dev.framewatch.desk.command.CommandRun.Brought;
import dev.framewatch.desk.command.CommandRun.Item;
import dev.framewatch.desk.command.Preset;
import dev.framewatch.desk.http.AddressRefused;
import dev.framewatch.desk.http.WebAddress;
import dev.framewatch.desk.ytdlp.InfoJson;
import dev.framewatch.file.DurableFile;
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
final class CommandSource implements Source {
    private static final int MOST_NAMED = 5;

    private final CommandFile command;
    private final SourceTools tools;
    private final RunFolders folders;

    private CommandSource(CommandFile command, SourceSettings settings, SourceTools tools) {
        this.command = command;
        this.tools = tools;
        this.folders = new RunFolders(tools.work(), settings.name());
    }

    static CommandSource open(SourceSettings settings, SourceTools tools) throws SourceFailed {
        try {
            CommandFile command = CommandFile.read(Path.of(settings.place()));
            return new CommandSource(command, settings, tools);
        } catch (CommandFailed e) {
            throw new SourceFailed(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Batch poll(String cursor) throws SourceFailed, InterruptedException {
        Instant began = tools.clock().instant();
        CommandCursor last = CommandCursor.parse(cursor);
        Path work = null;
        try {
            work = folders.next(began);
            Brought brought = new CommandRun(command, tools.environment()).run(work, last.since());
            Sorted sorted = sorted(brought);
            RunFolders.keepOnly(work, sorted.files(last));
            List<Post> posts = List.copyOf(sorted.posts.values());
            return new Batch(posts, last.next(began, posts), sorted.notes);
        } catch (CommandFailed e) {
            discard(work);
            throw new SourceFailed(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            discard(work);
            throw e;
        } catch (IOException e) {
            discard(work);
            throw new SourceFailed(
                    "what %s brought cannot be kept: %s".formatted(command.name(), e.getMessage()),
                    e);
        }
    }

    private static void discard(@Nullable Path work) throws SourceFailed {
        try {
            if (work != null) {
                DurableFile.deleteTree(work);
            }
        } catch (IOException e) {
            throw new SourceFailed(work + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /** Posts by their keys, and what was left out. */
    private record Sorted(Map<String, Post> posts, List<String> notes) {
        /** Those of Posts that were not brought lately. */
        List<Path> files(CommandCursor last) {
            List<Path> files = new ArrayList<>();
            for (Post post : posts.values()) {
                if (post.media() instanceof Media.OnDisk(Path path) && !last.knows(post)) {
                    files.add(path);
                }
            }
            return files;
        }
    }

    private Sorted sorted(Brought brought) {
        Sorted sorted = new Sorted(new LinkedHashMap<>(), new ArrayList<>(brought.notes()));
        List<String> without = new ArrayList<>();
        int unnamed = 0;
        for (Item item : brought.items()) {
            Optional<Media> media = media(item);
            Optional<Post> post = post(item, media.orElseGet(() -> new Media.None("no file")));
            if (post.isEmpty()) {
                unnamed++;
            } else if (media.isEmpty()) {
                without.add(post.get().id());
            } else {
                sorted.posts.putIfAbsent(post.get().key(), post.get());
            }
        }
        if (unnamed > 0) {
            sorted.notes.add(unnamed + " rows have no usable id and were left out");
        }
        if (!without.isEmpty()) {
            sorted.notes.add(
                    "%d posts are named without their file and were left out: %s%s"
                            .formatted(
                                    without.size(),
                                    String.join(", ", without.stream().limit(MOST_NAMED).toList()),
                                    without.size() > MOST_NAMED ? " …" : ""));
        }
        return sorted;
    }

    private Optional<Post> post(Item item, Media media) {
        if (command.preset() != Preset.YTDLP_FOLDER) {
            return new RowPost(command).of(item.row(), media);
        }
        try {
            return YtDlpPosts.of(InfoJson.parse(item.row().json().toString()), media);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Media> media(Item item) {
        if (item.file().isPresent()) {
            return Optional.of(new Media.OnDisk(item.file().get()));
        }
        try {
            return item.address().isPresent()
                    ? Optional.of(MediaAddress.of(WebAddress.of(item.address().get())))
                    : Optional.empty();
        } catch (AddressRefused _) {
            return Optional.empty();
        }
    }
}
