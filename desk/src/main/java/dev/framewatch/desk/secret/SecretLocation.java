package dev.framewatch.desk.secret;

import dev.framewatch.file.BoundedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret is: in an environment variable or in the first line of a file. It is read whenever
 * it is needed, so it can be changed without a restart.
 *
 * @param variable name of the environment variable; or null
 * @param file path of the file; or null
 */
public record SecretLocation(@Nullable String variable, @Nullable String file) {
    private static final long MAX_FILE_BYTES = 1 << 16;

    public SecretLocation {
        if ((variable == null) == (file == null)) {
            throw new IllegalArgumentException(
                    "a secret is either in an environment variable or in a file");
        }
    }

    /**
     * Reads the secret.
     *
     * @param what name of the secret in messages, such as {@code the password}
     * @param environment environment variables of this process
     * @throws IOException if it is missing; the message names the variable or the file
     */
    public String read(String what, Map<String, String> environment) throws IOException {
        if (file != null) {
            return read(what, Path.of(file));
        }
        String secret = environment.getOrDefault(variable, "");
        if (secret.isEmpty()) {
            throw new IOException(
                    "environment variable %s must hold %s; set it where the watch is started"
                            .formatted(variable, what));
        }
        return secret;
    }

    private static String read(String what, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("%s: no such file; it must hold %s".formatted(file, what));
        }
        // any encoding will do as long as the secret is ASCII, and a wrong one must not be printed
        String text = new String(BoundedFile.bytes(file, MAX_FILE_BYTES), StandardCharsets.UTF_8);
        String first = text.lines().findFirst().orElse("");
        if (first.isEmpty()) {
            throw new IOException("%s: the first line must be %s".formatted(file, what));
        }
        return first;
    }
}
