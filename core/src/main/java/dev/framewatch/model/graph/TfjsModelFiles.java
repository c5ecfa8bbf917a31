package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;

/**
 * The files a TensorFlow.js model is made of: its JSON and the weight shards in the same folder,
 * plain or wrapped in scripts ({@code model.min.js} holds an object literal, {@code SHARD.min.js}
 * Base64).
 */
public final class TfjsModelFiles {
    private static final long MAX_JSON = 64L << 20;
    private static final long MAX_SHARD = 512L << 20;
    private static final String SCRIPT = ".min.js";

    private final Path folder;
    private final Path json;

    private TfjsModelFiles(Path folder, Path json) {
        this.folder = folder;
        this.json = json;
    }

    /** The model that this JSON file (or script) describes. */
    public static TfjsModelFiles beside(Path modelFile) throws IOException {
        Path json = modelFile.toRealPath();
        return new TfjsModelFiles(json.resolveSibling("").normalize(), json);
    }

    /** The JSON file's name, for errors. */
    public String name() {
        return json.getFileName().toString();
    }

    /** The description as text. */
    public String json() throws IOException {
        String text = new String(bytes(json, MAX_JSON), StandardCharsets.UTF_8);
        return isScript() ? CommonJsLiteral.object(text, name()) : text;
    }

    /** The bytes of one shard as the manifest names it; a shard outside the folder is refused. */
    byte[] shard(JsonField path) throws IOException {
        String name = path.text();
        Path file = folder.resolve(isScript() ? name + SCRIPT : name).normalize();
        if (name.isBlank()
                || !folder.equals(file.getParent())
                || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ModelException(
                    path.where() + ": '" + name + "' is not a file beside " + name());
        }
        byte[] bytes = bytes(file, MAX_SHARD);
        return isScript() ? decoded(file, bytes) : bytes;
    }

    private static byte[] decoded(Path file, byte[] script) throws ModelException {
        String text = new String(script, StandardCharsets.ISO_8859_1);
        String name = file.getFileName().toString();
        try {
            return Base64.getDecoder().decode(CommonJsLiteral.text(text, name));
        } catch (IllegalArgumentException e) {
            throw new ModelException(name + " does not hold Base64", e);
        }
    }

    private boolean isScript() {
        return name().endsWith(SCRIPT);
    }

    private static byte[] bytes(Path file, long largest) throws IOException {
        if (Files.size(file) > largest) {
            throw new ModelException(
                    file.getFileName() + " is larger than " + (largest >> 20) + " MB");
        }
        return Files.readAllBytes(file);
    }
}
