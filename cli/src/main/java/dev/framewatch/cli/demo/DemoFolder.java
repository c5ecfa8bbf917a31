package dev.framewatch.cli.demo;

import dev.framewatch.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder that holds all files of the demo. */
record DemoFolder(Path root) {
    private static final String MARKER_FILE = "made-by-framewatch-demo.txt";
    private static final Pattern OWN_FILES = Pattern.compile("(clip|training)-[0-9-]+\\.(mp4|jpg)");

    Path clips() {
        return root.resolve("clips");
    }

    Path frames() {
        return root.resolve("frames");
    }

    Path labels() {
        return root.resolve("labels.csv");
    }

    Path targets() {
        return root.resolve("targets");
    }

    Path sheet() {
        return root.resolve("contact-sheet.html");
    }

    /**
     * Creates the folder, or deletes the files of an earlier demo in it.
     *
     * @throws IllegalArgumentException if it contains anything that the demo did not create
     */
    void prepare() throws IOException {
        if (Files.exists(root) && !Files.exists(root.resolve(MARKER_FILE)) && !isEmpty()) {
            throw new IllegalArgumentException(
                    ("%s contains files that the demo did not create; choose another folder"
                                    + " with --out")
                            .formatted(root));
        }
        AtomicFile.write(
                root.resolve(MARKER_FILE),
                """
                This folder was created by `framewatch demo`, which replaces it at the next run.

                contact-sheet.html  the results; open it in a browser
                clips/              the scanned clips
                frames/             the labelled frames used for training
                labels.csv          their labels
                targets/            the trained target

                All images are computer-generated. The folder can be deleted.
                """
                        .getBytes(StandardCharsets.UTF_8));
        for (Path folder : List.of(clips(), frames())) {
            Files.createDirectories(folder);
            clear(folder);
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void clear(Path folder) throws IOException {
        List<Path> own;
        try (Stream<Path> entries = Files.list(folder)) {
            own =
                    entries.filter(file ->
                                    OWN_FILES.matcher(file.getFileName().toString()).matches())
                            .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .toList();
        }
        for (Path file : own) {
            Files.delete(file);
        }
    }
}
