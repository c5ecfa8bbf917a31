package dev.framewatch.cli.desk;

import dev.framewatch.desk.secret.SecretLocation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for a signing key that the receiver of a webhook has given. */
final class SigningKeyOptions {
    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "File whose first line is the receiver's signing key: whsec_ and Base64, or a"
                            + " text of 24 to 64 bytes (default: a new key).")
    private @Nullable Path file;

    @Option(
            names = "--key-env",
            paramLabel = "VARIABLE",
            description = "Environment variable that holds the receiver's signing key.")
    private @Nullable String variable;

    /** Returns where the key is; null if none was given. */
    @Nullable SecretLocation place() {
        if (file != null && variable != null) {
            throw new IllegalArgumentException("give either --key-file or --key-env, not both");
        }
        if (file != null) {
            return new SecretLocation(null, file.toAbsolutePath().normalize().toString());
        }
        return variable == null ? null : new SecretLocation(variable, null);
    }
}
