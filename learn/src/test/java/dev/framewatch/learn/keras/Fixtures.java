package dev.framewatch.learn.keras;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files that the scripts beside them made. */
final class Fixtures {
    private Fixtures() {}

    static InputStream open(String name) {
        return Objects.requireNonNull(Fixtures.class.getResourceAsStream(name), name);
    }

    static JsonNode json(String name) throws IOException {
        try (InputStream in = open(name)) {
            return JsonMapper.shared().readTree(in);
        }
    }

    static JsonNode json(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readAllBytes(file));
    }

    static float[] floats(JsonNode list) {
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).floatValue();
        }
        return values;
    }

    /** All of {@code hdf5.zip}, in a folder. */
    static Path hdf5(Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(open("hdf5.zip"))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Path name = Path.of(entry.getName()).getFileName();
                    Files.write(folder.resolve(name.toString()), zip.readAllBytes());
                }
            }
        }
        return folder;
    }

    /** Teachable Machine's three files, in a folder. */
    static Path teachable(Path folder) throws IOException {
        for (String name : new String[] {"model.json", "metadata.json", "weights.bin"}) {
            try (InputStream in = open("teachable/" + name)) {
                Files.write(folder.resolve(name), in.readAllBytes());
            }
        }
        return folder;
    }
}
