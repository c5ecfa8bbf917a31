package dev.framewatch.vision;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps graphs as ONNX Runtime has optimised them for this processor, since optimising takes longer
 * than a short video does. An optimised graph is named after its source, the processor and its own
 * content; a file that does not bear out its name is not used.
 */
public final class OptimisedModels {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final Pattern IDENTITY =
            Pattern.compile("(?m)^(model name|flags|Features|CPU part)\\s*:.*$");

    private final Path folder;

    /**
     * @param folder where they lie; it can be deleted at any time
     */
    public OptimisedModels(Path folder) {
        this.folder = folder;
    }

    /**
     * Loads a graph, optimised before if possible; else optimises it and keeps the result. Trouble
     * with keeping it is no trouble: it is then optimised again next time.
     *
     * @param sha256 of the file
     * @throws ModelRefused as {@link OnnxModel#open(Path)}
     */
    public OnnxModel open(Path onnx, String sha256) {
        try {
            String prefix = "%s-%s-".formatted(sha256.substring(0, 16), machine());
            Optional<byte[]> known = find(prefix);
            return known.isPresent()
                    ? OnnxModel.open(onnx.toString(), known.get(), OptLevel.NO_OPT, null)
                    : optimise(onnx, prefix);
        } catch (IOException e) {
            return OnnxModel.open(onnx);
        }
    }

    private Optional<byte[]> find(String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> named =
                    files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
            for (Path file : named) {
                byte[] content = Files.readAllBytes(file);
                if (file.endsWith(prefix + Sha256.of(content))) {
                    return Optional.of(content);
                }
            }
        }
        return Optional.empty();
    }

    private OnnxModel optimise(Path onnx, String prefix) throws IOException {
        Files.createDirectories(folder);
        Path temporary = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            OnnxModel model =
                    OnnxModel.open(
                            onnx.toString(), Files.readAllBytes(onnx), OptLevel.ALL_OPT, temporary);
            Path kept = folder.resolve(prefix + Sha256.of(temporary));
            Files.move(temporary, kept, StandardCopyOption.ATOMIC_MOVE);
            return model;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** What an optimised graph depends on: the processor and the runtime. */
    private static String machine() throws IOException {
        StringBuilder text = new StringBuilder(System.getProperty("os.arch", ""));
        text.append(OrtEnvironment.getEnvironment().getVersion());
        if (Files.isReadable(PROCESSOR)) {
            IDENTITY.matcher(Files.readString(PROCESSOR))
                    .results()
                    .map(java.util.regex.MatchResult::group)
                    .distinct()
                    .forEach(text::append);
        }
        return Sha256.of(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .substring(0, 16);
    }
}
