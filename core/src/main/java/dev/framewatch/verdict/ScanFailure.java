package dev.framewatch.verdict;

import java.util.Objects;
import java.util.concurrent.CompletionException;

/** Words for what ended the scan of one video. */
final class ScanFailure {
    private ScanFailure() {}

    /** Returns the reason why a video has no result, for users. */
    static String reason(Throwable failure) {
        return switch (failure) {
            case CompletionException e when e.getCause() != null -> reason(e.getCause());
            case OutOfMemoryError _ ->
                    "could not be scanned: there was not enough memory (%d MB)"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20);
            case StackOverflowError _ -> "could not be scanned: it is nested too deeply";
            default -> "could not be scanned: " + words(failure);
        };
    }

    private static String words(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        String message = Objects.toString(failure.getMessage(), "");
        String line = message.lines().findFirst().orElse("").strip();
        return line.isEmpty() ? name : name + ", " + line;
    }
}
