package dev.framewatch.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks whether files can be written into a folder. */
public final class WritableFolder {
    private WritableFolder() {}

    /**
     * Returns why no file can be written into a folder, which is created if it is missing; empty if
     * one can.
     */
    public static Optional<String> problem(Path folder) {
        try {
            Files.delete(Files.createTempFile(PrivateFolder.create(folder), ".probe", ""));
            return Optional.empty();
        } catch (AccessDeniedException e) {
            return Optional.of("%s cannot be written: permission denied".formatted(folder));
        } catch (FileAlreadyExistsException e) {
            return Optional.of("%s is not a folder".formatted(folder));
        } catch (IOException e) {
            return Optional.of("%s cannot be written: %s".formatted(folder, e.getMessage()));
        }
    }
}
