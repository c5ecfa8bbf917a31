package dev.framewatch.home;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folders of one user: the home folder, which holds what cannot be made again, and the cache,
 * which can be deleted at any time. Nothing is created until it is first needed.
 *
 * @param directory the home folder: targets, the database, media and evidence
 * @param cache what can be downloaded or computed again
 */
public record Home(Path directory, Path cache) {

    /**
     * Returns the folders that the environment names: {@code FRAMEWATCH_HOME}, else {@code
     * ~/.local/share/framewatch}; and {@code FRAMEWATCH_CACHE}, else {@code
     * XDG_CACHE_HOME/framewatch}, else {@code ~/.cache/framewatch}.
     *
     * @param userHome the home folder of the user's account
     */
    public static Home of(Map<String, String> environment, Path userHome) {
        return new Home(directory(environment, userHome), cache(environment, userHome));
    }

    /** Returns the folders of a home folder that also holds its cache. */
    public static Home in(Path directory) {
        return new Home(directory, directory.resolve("cache"));
    }

    /** Returns the same folders with another home folder. */
    public Home withDirectory(Path other) {
        return new Home(other, cache);
    }

    private static Path directory(Map<String, String> environment, Path userHome) {
        String chosen = environment.getOrDefault("FRAMEWATCH_HOME", "");
        return chosen.isBlank() ? userHome.resolve(".local/share/framewatch") : Path.of(chosen);
    }

    private static Path cache(Map<String, String> environment, Path userHome) {
        String chosen = environment.getOrDefault("FRAMEWATCH_CACHE", "");
        if (!chosen.isBlank()) {
            return Path.of(chosen);
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        // The XDG specification asks for relative paths to be ignored.
        boolean usable = !xdg.isBlank() && Path.of(xdg).isAbsolute();
        return (usable ? Path.of(xdg) : userHome.resolve(".cache")).resolve("framewatch");
    }

    /**
     * Returns the file or folder at a path that was stored relative to the home folder.
     *
     * @param relative as the database keeps it, such as {@code evidence/3f2a91c04b77}
     */
    public Path resolve(String relative) {
        return directory.resolve(relative);
    }

    /** Returns the folder of the target files. */
    public Path targets() {
        return directory.resolve("targets");
    }

    /** Returns the folder of the models that the user imported. */
    public Path models() {
        return directory.resolve("models");
    }

    /** Returns the settings of the watch; the file need not exist. */
    public Path watchFile() {
        return directory.resolve("watch.yaml");
    }

    /** Returns the database file. */
    public Path database() {
        return directory.resolve("desk.db");
    }

    /** Returns the file that the process that watches keeps locked. */
    public Path watchLock() {
        return directory.resolve("watch.lock");
    }

    /** Returns the file in which a running watch says what it does. */
    public Path heartbeat() {
        return directory.resolve("watch-heartbeat.json");
    }

    /** Returns the folder of fetched media, named by their SHA-256. */
    public Path media() {
        return directory.resolve("media");
    }

    /** Returns the folder of the storyboards of judged videos. */
    public Path storyboards() {
        return directory.resolve("storyboards");
    }

    /**
     * Returns the file of a video's storyboard; it need not exist.
     *
     * @param video SHA-256 of the video
     */
    public Path storyboard(String video) {
        return storyboards().resolve(video.substring(0, 2)).resolve(video + ".storyboard");
    }

    /** Returns the folder in which media are staged until they are complete. */
    public Path staging() {
        return directory.resolve("arriving");
    }

    /** Returns the folder of the evidence, one folder per sighting. */
    public Path evidence() {
        return directory.resolve("evidence");
    }

    /** Returns the folder of marked frames, one folder per video, that evidence is made of. */
    public Path evidenceFrames() {
        return evidence().resolve("frames");
    }

    /** Returns the folder of the reviewed frames, one folder per target. */
    public Path reviews() {
        return directory.resolve("review");
    }

    /** Returns the folder in which external programs run. */
    public Path work() {
        return directory.resolve("work");
    }

    /** Returns the folder of the details of crashes. */
    public Path crashes() {
        return directory.resolve("crashes");
    }

    /** Returns the folder of signing keys and passwords, readable by its owner only. */
    public Path secrets() {
        return directory.resolve("secrets");
    }

    /** Returns the folder of feature vectors that are needed during one training run. */
    public Path trainingFeatures() {
        return cache.resolve("learning");
    }

    /** Returns the folder of the feature vectors that earlier training runs computed. */
    public Path features() {
        return cache.resolve("features");
    }

    /** Returns the folder of the models as optimised for this machine. */
    public Path optimizedModels() {
        return cache.resolve("optimised");
    }

    /** Returns the folder of unfinished downloads, which are resumed. */
    public Path downloads() {
        return cache.resolve("downloads");
    }
}
