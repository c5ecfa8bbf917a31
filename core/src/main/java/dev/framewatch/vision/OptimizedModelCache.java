package dev.framewatch.vision;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.framewatch.file.Sha256;
import dev.framewatch.model.OnnxRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Keeps graphs as ONNX Runtime has optimised them for this processor, since optimising takes longer
 * than a short video does. An optimised graph is named after its source, the processor and its own
 * content; a file that does not bear out its name is not used.
 */
public final class OptimizedModelCache {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final Pattern IDENTITY =
            Pattern.compile("(?m)^(model name|flags|Features|CPU part)\\s*:.*$");

    private final Path folder;

    /**
     * @param folder where they lie; it can be deleted at any time
     */
    public OptimizedModelCache(Path folder) {
        this.folder = folder;
    }

    /** Where the graph as it was published lies, once it is checked. */
    @FunctionalInterface
    public interface Original {
        Path obtain() throws IOException;
    }

    /**
     * Loads a graph that was optimised before; else optimises the original and keeps the result.
     * Trouble with keeping it is no trouble: it is then optimised again next time.
     *
     * @param sha256 of the original, which need not be read when its optimised graph is there
     * @throws IOException when the original cannot be obtained
     * @throws InvalidModelException as {@link OnnxModel#open(Path)}
     */
    public OnnxModel open(String sha256, Original original) throws IOException {
        String prefix = "%s-%s-".formatted(sha256.substring(0, 32), machine());
        Optional<Path> kept = find(prefix);
        if (kept.isPresent()) {
            byte[] graph = Files.readAllBytes(kept.get());
            if (kept.get().endsWith(prefix + fingerprint(graph))) {
                return OnnxModel.open(kept.get().toString(), graph, OptLevel.NO_OPT, null);
            }
        }
        return optimise(original.obtain(), prefix);
    }

    private Optional<Path> find(String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .findFirst();
        }
    }

    private OnnxModel optimise(Path onnx, String prefix) throws IOException {
        byte[] graph = Files.readAllBytes(onnx);
        String name = onnx.toString();
        Path temporary = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(folder);
            OnnxModel model = OnnxModel.open(name, graph, OptLevel.ALL_OPT, temporary);
            Optional<Path> damaged = find(prefix);
            if (damaged.isPresent()) {
                Files.deleteIfExists(damaged.get());
            }
            Path kept = folder.resolve(prefix + fingerprint(Files.readAllBytes(temporary)));
            Files.move(temporary, kept, StandardCopyOption.ATOMIC_MOVE);
            return model;
        } catch (IOException e) {
            return OnnxModel.open(name, graph);
        } finally {
            if (Files.isDirectory(folder)) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /** Tells damage, not malice: whoever can write here can replace the program as well. */
    private static String fingerprint(byte[] graph) {
        CRC32C checksum = new CRC32C();
        checksum.update(graph);
        return "%d-%08x".formatted(graph.length, checksum.getValue());
    }

    /** What an optimised graph depends on: the processor and the runtime. */
    private static String machine() throws IOException {
        StringBuilder text = new StringBuilder(System.getProperty("os.arch", ""));
        text.append(OnnxRuntime.environment().getVersion());
        if (Files.isReadable(PROCESSOR)) {
            IDENTITY.matcher(Files.readString(PROCESSOR))
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .forEach(text::append);
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }
}
