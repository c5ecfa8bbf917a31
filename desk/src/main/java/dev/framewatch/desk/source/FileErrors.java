package dev.framewatch.desk.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file that describes a Source cannot be read, in words. */
public final class FileErrors {
    private FileErrors() {}

    public static String describe(Path file, IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> file + ": there is no such file";
            case AccessDeniedException _ -> file + ": permission denied";
            default -> {
                String message = String.valueOf(failure.getMessage());
                yield message.contains(file.toString()) ? message : file + ": " + message;
            }
        };
    }
}
