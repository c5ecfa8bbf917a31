package dev.framewatch.video;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real videos and images, if they are available next to the project. */
public final class Tutorial {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "."), "../../shared/data/tutorial");

    private Tutorial() {}

    public static boolean isAvailable() {
        return Files.isDirectory(FOLDER);
    }

    public static Path file(String name) {
        Path file = FOLDER.resolve(name);
        assumeTrue(Files.exists(file), file + " is not available");
        return file;
    }
}
