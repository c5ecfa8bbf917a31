package dev.framewatch.desk.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds programs as a shell does. {@link ProcessBuilder} would search the PATH of this process, not
 * that of the child.
 */
public final class ProgramPath {
    private ProgramPath() {}

    /**
     * Returns the first program with one of the names.
     *
     * @param path folders, as in the environment variable PATH; null for none
     */
    public static Optional<Path> find(@Nullable String path, String... names) {
        for (String folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
            for (String name : List.of(names)) {
                Path candidate = Path.of(folder, name);
                if (!folder.isBlank()
                        && Files.isRegularFile(candidate)
                        && Files.isExecutable(candidate)) {
                    return Optional.of(candidate.toAbsolutePath());
                }
            }
        }
        return Optional.empty();
    }
}
