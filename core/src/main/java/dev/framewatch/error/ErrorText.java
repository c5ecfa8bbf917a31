package dev.framewatch.error;

import java.util.Objects;
import java.util.concurrent.CompletionException;

/** Words for an error that nobody foresaw. */
public final class ErrorText {
    private ErrorText() {}

    /** Returns what happened, on one line: the lack of memory, or the error and its message. */
    public static String of(Throwable failure) {
        return switch (failure) {
            case CompletionException e when e.getCause() != null -> of(e.getCause());
            case OutOfMemoryError _ ->
                    "there was not enough memory (%d MB)"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20);
            case StackOverflowError _ -> "the input is nested too deeply";
            default -> words(failure);
        };
    }

    private static String words(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        String message = Objects.toString(failure.getMessage(), "");
        String line = message.lines().findFirst().orElse("").strip();
        return line.isEmpty() ? name : name + ", " + line;
    }
}
