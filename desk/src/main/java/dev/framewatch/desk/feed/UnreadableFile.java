package dev.framewatch.desk.feed;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file that describes a Source cannot be read, in words. */
final class UnreadableFile {
    private UnreadableFile() {}

    static String sentence(Path file, IOException failure) {
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
