package dev.framewatch.video;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real videos and pictures, where they are present beside the project. */
final class Tutorial {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "."), "../../shared/data/tutorial");

    private Tutorial() {}

    static Path file(String name) {
        Path file = FOLDER.resolve(name);
        assumeTrue(Files.exists(file), file + " is not here");
        return file;
    }
}
