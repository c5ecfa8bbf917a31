package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import dev.framewatch.file.BoundedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;

/**
 * The files of a TensorFlow.js model: its JSON and the weight shards in the same folder, either
 * plain or wrapped in scripts ({@code model.min.js} contains an object literal, {@code
 * SHARD.min.js} Base64).
 */
public final class TfjsModelFiles {
    private static final long MAX_JSON_BYTES = 64L << 20;
    private static final long MAX_SHARD_BYTES = 512L << 20;
    private static final String SCRIPT_SUFFIX = ".min.js";

    private final Path folder;
    private final Path json;

    private TfjsModelFiles(Path folder, Path json) {
        this.folder = folder;
        this.json = json;
    }

    /** Returns the model described by the given JSON file or script. */
    public static TfjsModelFiles of(Path modelFile) throws IOException {
        Path json = modelFile.toRealPath();
        return new TfjsModelFiles(json.resolveSibling("").normalize(), json);
    }

    /** Returns the name of the JSON file, for error messages. */
    public String name() {
        return json.getFileName().toString();
    }

    /**
     * Returns the model's JSON.
     *
     * @throws ModelException if the file exceeds 64 MB, or is a script without a model
     */
    public String json() throws IOException {
        String text = new String(read(json, MAX_JSON_BYTES), StandardCharsets.UTF_8);
        return isScript() ? CommonJsLiteral.object(text, name()) : text;
    }

    /**
     * Returns the content of a shard listed in the manifest.
     *
     * @throws ModelException if the shard is outside the folder, is not a regular file, or exceeds
     *     512 MB
     */
    byte[] shard(JsonField shard) throws IOException {
        String name = shard.text();
        Path file = folder.resolve(isScript() ? name + SCRIPT_SUFFIX : name).normalize();
        if (name.isBlank()
                || !folder.equals(file.getParent())
                || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ModelException(
                    shard.path() + ": '" + name + "' is not a file next to " + name());
        }
        byte[] bytes = read(file, MAX_SHARD_BYTES);
        return isScript() ? decoded(file, bytes) : bytes;
    }

    private static byte[] decoded(Path file, byte[] script) throws ModelException {
        String text = new String(script, StandardCharsets.ISO_8859_1);
        String name = file.getFileName().toString();
        try {
            return Base64.getDecoder().decode(CommonJsLiteral.text(text, name));
        } catch (IllegalArgumentException e) {
            throw new ModelException(name + " does not contain valid Base64", e);
        }
    }

    private boolean isScript() {
        return name().endsWith(SCRIPT_SUFFIX);
    }

    private static byte[] read(Path file, long maxBytes) throws IOException {
        if (Files.size(file) > maxBytes) {
            throw new ModelException(
                    file.getFileName() + " is larger than " + (maxBytes >> 20) + " MB");
        }
        return BoundedFile.bytes(file, maxBytes);
    }
}
