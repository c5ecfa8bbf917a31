package dev.framewatch.desk.ytdlp;

import dev.framewatch.desk.program.Program;
import dev.framewatch.file.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A folder for one run, which nobody else can read, and which is gone after it. */
record TemporaryFolder(Path path) implements AutoCloseable {
    private static final String GUARD = "sitecustomize.py";

    /**
     * @param parent null for the system's place for temporary files
     */
    static TemporaryFolder in(@Nullable Path parent) throws IOException {
        String name = "framewatch-ytdlp-";
        return new TemporaryFolder(
                parent == null
                        ? Files.createTempDirectory(name)
                        : Files.createTempDirectory(parent, name));
    }

    /**
     * What every run of yt-dlp needs: no plugins, and Python's packages where the user has them.
     */
    Map<String, String> environment(Map<String, String> ours) {
        Map<String, String> bare = Program.minimalEnvironment(ours, path);
        bare.put("YTDLP_NO_PLUGINS", "1");
        bare.put("PYTHONUTF8", "1");
        bare.put("PYTHONDONTWRITEBYTECODE", "1");
        String home = ours.getOrDefault("HOME", "");
        if (!home.isBlank()) {
            bare.put("PYTHONUSERBASE", home + "/.local");
        }
        return bare;
    }

    /** A folder for Python's path, whose code holds every connection to the proxy. */
    Path guard() throws IOException {
        Path folder = Files.createDirectory(path.resolve("guard"));
        try (InputStream in =
                Objects.requireNonNull(TemporaryFolder.class.getResourceAsStream(GUARD), GUARD)) {
            Files.copy(in, folder.resolve(GUARD));
        }
        return folder;
    }

    @Override
    public void close() throws IOException {
        DurableFiles.deleteTree(path);
    }
}
