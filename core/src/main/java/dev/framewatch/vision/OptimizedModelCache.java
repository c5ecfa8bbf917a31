package dev.framewatch.vision;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.framewatch.file.Sha256;
import dev.framewatch.model.OnnxRuntime;
import dev.framewatch.model.graph.GraphRewriter;
import dev.framewatch.model.onnx.ModelProto;
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
 * Caches graphs optimised by {@link GraphRewriter} and ONNX Runtime for this processor, because
 * optimising takes longer than scanning a short video. The file name of an optimised graph consists
 * of the hash of the original, the processor and a checksum of its content; a file that does not
 * match its name is ignored.
 */
public final class OptimizedModelCache {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Pattern CPU_IDENTITY =
            Pattern.compile("(?m)^(model name|flags|Features|CPU part)\\s*:.*$");

    private final Path folder;

    /**
     * Creates a cache.
     *
     * @param folder where the optimised graphs are stored; may be deleted at any time
     */
    public OptimizedModelCache(Path folder) {
        this.folder = folder;
    }

    /** Provides the verified file of an original graph. */
    @FunctionalInterface
    public interface OriginalFile {
        Path obtain() throws IOException;
    }

    /**
     * Loads the cached optimised graph; otherwise optimises the original and caches the result. A
     * failure to write the cache is ignored: the graph is optimised again next time.
     *
     * @param sha256 hash of the original, which is not read if its optimised graph is cached
     * @throws IOException if the original cannot be obtained
     * @throws InvalidModelException as {@link OnnxModel#open(Path)}
     */
    public OnnxModel open(String sha256, OriginalFile original) throws IOException {
        String prefix = "%s-%s-".formatted(sha256.substring(0, 32), machineHash());
        Optional<Path> kept = find(prefix);
        if (kept.isPresent()) {
            byte[] graph = Files.readAllBytes(kept.get());
            if (kept.get().endsWith(prefix + checksum(graph))) {
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
        byte[] graph = rewritten(Files.readAllBytes(onnx));
        String name = onnx.toString();
        Path temporary = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(folder);
            OnnxModel model = OnnxModel.open(name, graph, OptLevel.ALL_OPT, temporary);
            Optional<Path> damaged = find(prefix);
            if (damaged.isPresent()) {
                Files.deleteIfExists(damaged.get());
            }
            Path kept = folder.resolve(prefix + checksum(Files.readAllBytes(temporary)));
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

    private static byte[] rewritten(byte[] onnx) {
        try {
            return GraphRewriter.rewrite(ModelProto.parseFrom(onnx)).toByteArray();
        } catch (InvalidProtocolBufferException e) {
            return onnx; // ONNX Runtime says what is wrong
        }
    }

    /**
     * Returns length and checksum, which detect damage, not tampering: anyone who can write to this
     * folder can also replace the program.
     */
    private static String checksum(byte[] graph) {
        CRC32C checksum = new CRC32C();
        checksum.update(graph);
        return "%d-%08x".formatted(graph.length, checksum.getValue());
    }

    /** Returns a hash of what an optimised graph depends on: this program and the processor. */
    private static String machineHash() throws IOException {
        StringBuilder text = new StringBuilder(System.getProperty("os.arch", ""));
        text.append(OnnxRuntime.environment().getVersion()).append(GraphRewriter.VERSION);
        if (Files.isReadable(CPU_INFO)) {
            CPU_IDENTITY
                    .matcher(Files.readString(CPU_INFO))
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .forEach(text::append);
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }
}
