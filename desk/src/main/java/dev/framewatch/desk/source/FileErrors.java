package dev.framewatch.desk.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Describes why a source's file cannot be read. */
public final class FileErrors {
    private FileErrors() {}

    public static String describe(Path file, IOException exception) {
        return switch (exception) {
            case NoSuchFileException _ -> file + ": no such file";
            case AccessDeniedException _ -> file + ": permission denied";
            default -> {
                String message = String.valueOf(exception.getMessage());
                yield message.contains(file.toString()) ? message : file + ": " + message;
            }
        };
    }
}
