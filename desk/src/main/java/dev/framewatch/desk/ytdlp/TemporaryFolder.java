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

/** Temporary folder of one run, readable by its owner only; deleted on close. */
record TemporaryFolder(Path path) implements AutoCloseable {
    private static final String GUARD = "sitecustomize.py";

    /**
     * @param parent null for the system's temporary folder
     */
    static TemporaryFolder in(@Nullable Path parent) throws IOException {
        String name = "framewatch-ytdlp-";
        return new TemporaryFolder(
                parent == null
                        ? Files.createTempDirectory(name)
                        : Files.createTempDirectory(parent, name));
    }

    /**
     * Returns the environment of a yt-dlp run: no plugins, and Python's packages where the user has
     * them.
     *
     * @param parent the environment of this process
     */
    Map<String, String> environment(Map<String, String> parent) {
        Map<String, String> variables = Program.minimalEnvironment(parent, path);
        variables.put("YTDLP_NO_PLUGINS", "1");
        variables.put("PYTHONUTF8", "1");
        variables.put("PYTHONDONTWRITEBYTECODE", "1");
        String home = parent.getOrDefault("HOME", "");
        if (!home.isBlank()) {
            variables.put("PYTHONUSERBASE", home + "/.local");
        }
        return variables;
    }

    /**
     * Creates a folder for {@code PYTHONPATH} whose code forces every connection through the proxy.
     */
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
