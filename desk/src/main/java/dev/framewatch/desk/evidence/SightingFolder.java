package dev.framewatch.desk.evidence;

import dev.framewatch.file.DurableFile;
import dev.framewatch.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The evidence of one Sighting: a folder that is there in full or not at all. */
public final class SightingFolder {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SightingFolder() {}

    /**
     * Writes the evidence; what is there already stays as it is.
     *
     * @param frames the folder that {@link Evidence} wrote for the video
     */
    public static void write(Path folder, SightingFacts facts, Path frames) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path parent = Objects.requireNonNull(folder.toAbsolutePath().getParent());
        Path unfinished = parent.resolve("." + folder.getFileName() + "." + UUID.randomUUID());
        Files.createDirectories(unfinished);
        try {
            for (Path file : files(frames)) {
                Path copy = unfinished.resolve(Objects.requireNonNull(file.getFileName()));
                WholeFile.write(copy, out -> Files.copy(file, out));
            }
            WholeFile.write(
                    unfinished.resolve("sighting.json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(facts));
            DurableFile.publish(unfinished, folder);
        } finally {
            DurableFile.deleteTree(unfinished);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
