package dev.framewatch.desk.watch;

import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.StoryboardRepository;
import dev.framewatch.file.PrivateFolder;
import dev.framewatch.home.Home;
import dev.framewatch.storyboard.Storyboard;
import dev.framewatch.storyboard.StoryboardFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps the storyboards of judged videos, each in a file, within a limit of bytes: the oldest are
 * given up. A file is written before its row and deleted before it, so that a process that dies in
 * between leaves a file without a row, or a row without a file; {@link #sweep} removes both.
 */
final class StoryboardStore {
    private static final String SUFFIX = ".storyboard";

    private final Database database;
    private final Home home;
    private final WatchSettings settings;
    private final Clock clock;

    StoryboardStore(Database database, Home home, WatchSettings settings, Clock clock) {
        this.database = database;
        this.home = home;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns whether a video that is judged now should have a storyboard and has none. */
    boolean lacks(String video) {
        Instant oldest = clock.instant().minus(settings.keepStoryboards());
        return settings.keepsStoryboards()
                && database.read(
                        handle -> new StoryboardRepository(handle).isMissing(video, oldest));
    }

    /**
     * Keeps the storyboard of a video.
     *
     * @throws IOException if it cannot be written
     */
    void keep(String video, Storyboard storyboard) throws IOException {
        long bytes = StoryboardFile.write(home.storyboard(video), storyboard);
        makeRoom(bytes);
        database.write(
                handle -> new StoryboardRepository(handle).add(video, bytes, clock.instant()));
    }

    private void makeRoom(long bytes) throws IOException {
        long allowed = settings.storyboardBytes() - bytes;
        while (true) {
            List<String> oldest =
                    database.read(handle -> {
                        StoryboardRepository storyboards = new StoryboardRepository(handle);
                        return storyboards.bytesOnDisk() > allowed
                                ? storyboards.oldest(1)
                                : List.of();
                    });
            if (oldest.isEmpty()) {
                return;
            }
            delete(oldest.getFirst());
            WatchLog.deleted("storyboards", 1);
        }
    }

    /** Deletes the storyboard of a video, if there is one. */
    private void delete(String video) throws IOException {
        Files.deleteIfExists(home.storyboard(video));
        database.write(handle -> new StoryboardRepository(handle).delete(video));
    }

    /** Deletes what a process that died has left. Must not run while storyboards are kept. */
    void sweep() throws IOException {
        Path folder = home.storyboards();
        PrivateFolder.create(folder);
        Set<String> missing =
                new HashSet<>(database.read(handle -> new StoryboardRepository(handle).videos()));
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder, 2)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            boolean isKnown =
                    name.endsWith(SUFFIX)
                            && missing.remove(name.substring(0, name.length() - SUFFIX.length()));
            if (!isKnown) {
                Files.deleteIfExists(file);
            }
        }
        database.write(handle -> missing.forEach(new StoryboardRepository(handle)::delete));
    }
}
