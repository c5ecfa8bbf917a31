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

/** The one folder in which all lies that the demo makes. */
record DemoFolder(Path root) {
    private static final String MARK = "made-by-framewatch-demo.txt";
    private static final Pattern OWN = Pattern.compile("(clip|training)-[0-9-]+\\.(mp4|jpg)");

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
     * Makes the folder, or clears away what an earlier demo left in it.
     *
     * @throws IllegalArgumentException when it holds something that the demo did not make
     */
    void prepare() throws IOException {
        if (Files.exists(root) && !Files.exists(root.resolve(MARK)) && !isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: there is something in it that the demo did not make; name another folder with --out"
                            .formatted(root));
        }
        AtomicFile.write(
                root.resolve(MARK),
                """
                `framewatch demo` made this folder, and will make it again when it is run again.

                contact-sheet.html  what was found: open it in a browser
                clips/              the clips that were looked through
                frames/             the labelled frames that the symbol was learnt from
                labels.csv          their labels
                targets/            what was learnt

                All of it is drawn; nobody was filmed. The folder can be deleted.
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
                    entries.filter(file -> OWN.matcher(file.getFileName().toString()).matches())
                            .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .toList();
        }
        for (Path file : own) {
            Files.delete(file);
        }
    }
}
