package dev.framewatch.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The tutorial's real frames and videos; tests are skipped if they do not lie beside the project.
 */
public final class Tutorial {
    private static final Path DATA =
            Path.of(System.getProperty("basedir", "."), "../../shared/data").normalize();

    private Tutorial() {}

    public static boolean isAvailable() {
        return Files.isDirectory(DATA.resolve("tutorial"));
    }

    public static Path videos() {
        return present("tutorial");
    }

    public static Path video(String name) {
        return present("tutorial/" + name);
    }

    public static Path images() {
        return present("tutorial/images");
    }

    public static Path labels() {
        return present("tutorial/mapping_trump.csv");
    }

    /** Returns a folder with photos of several people, {@code NAME/01.jpg} to {@code 15.jpg}. */
    public static Path people() {
        return present("people");
    }

    /** Returns a face detector in ONNX format. */
    public static Path yunet() {
        return present("models/yunet_n_640_640.onnx");
    }

    /** Writes every so many rows of the labels, of those whose image is there. */
    public static Path someLabels(Path csv, int step) throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> all = Files.readAllLines(labels());
        for (String row : all.subList(1, all.size())) {
            if (Files.exists(images().resolve(row.substring(0, row.indexOf(','))))) {
                rows.add(row);
            }
        }
        List<String> some = new ArrayList<>(List.of(all.getFirst()));
        for (int i = 0; i < rows.size(); i += step) {
            some.add(rows.get(i));
        }
        return Files.write(csv, some);
    }

    private static Path present(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), file + " is not here");
        return file;
    }
}
