package dev.framewatch.target;

import dev.framewatch.file.Sha256;
import dev.framewatch.file.WholeFile;
import dev.framewatch.vision.ModelRefused;
import dev.framewatch.vision.OnnxModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Target on disk: one zip of {@code manifest.json} and {@code head.onnx}. The same Target gives
 * the same bytes.
 */
public final class TargetFile {
    private static final String MANIFEST = "manifest.json";
    private static final String HEAD = "head.onnx";
    private static final long LARGEST = 512L << 20;
    private static final long LARGEST_MANIFEST = 4L << 20;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private TargetFile() {}

    /**
     * Writes a Target whole or not at all.
     *
     * @throws IllegalArgumentException when the manifest does not describe this head
     */
    public static void write(Path file, Manifest manifest, byte[] head) throws IOException {
        if (!manifest.head().equals(Sha256.of(head))) {
            throw new IllegalArgumentException("head: not the one that the manifest describes");
        }
        byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        WholeFile.write(file, out -> writeZip(out, text, head));
    }

    private static void writeZip(OutputStream out, byte[] manifest, byte[] head)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        store(zip, MANIFEST, manifest);
        store(zip, HEAD, head);
        zip.finish();
    }

    /** Uncompressed, since floats do not shrink and deflaters differ from machine to machine. */
    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Reads and checks a Target.
     *
     * @throws TargetRefused naming the file and the field that is wrong
     */
    public static Target read(Path file) {
        String name = file.toString();
        Map<String, byte[]> parts = parts(file);
        Manifest manifest = manifest(name, parts.getOrDefault(MANIFEST, new byte[0]));
        byte[] head = parts.getOrDefault(HEAD, new byte[0]);
        if (!manifest.head().equals(Sha256.of(head))) {
            throw new TargetRefused(name, HEAD, "altered: its SHA-256 is not the manifest's");
        }
        try {
            HeadCheck.check(head);
            OnnxModel model = OnnxModel.open(name + ": " + HEAD, head);
            return new Target(manifest, Sha256.of(file), new Detector(manifest, model));
        } catch (IllegalArgumentException | ModelRefused e) {
            throw new TargetRefused(name, HEAD, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new TargetRefused(name, "file", "cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads only what a Target says about itself; its head is not loaded.
     *
     * @throws TargetRefused as {@link #read}
     */
    public static Manifest readManifest(Path file) {
        return manifest(file.toString(), parts(file).getOrDefault(MANIFEST, new byte[0]));
    }

    private static Map<String, byte[]> parts(Path file) {
        String name = file.toString();
        try {
            if (Files.size(file) > LARGEST) {
                throw new TargetRefused(name, "file", "larger than any target file");
            }
            try (ZipFile zip = new ZipFile(file.toFile())) {
                Map<String, byte[]> parts = new HashMap<>();
                for (ZipEntry entry : zip.stream().toList()) {
                    parts.put(entry.getName(), content(name, zip, entry));
                }
                if (!parts.keySet().equals(Set.of(MANIFEST, HEAD)) || zip.size() != 2) {
                    throw new TargetRefused(
                            name, "file", "holds " + parts.keySet() + ", not a target's two parts");
                }
                return parts;
            }
        } catch (NoSuchFileException e) {
            throw new TargetRefused(name, "file", "there is no such file", e);
        } catch (ZipException e) {
            throw new TargetRefused(
                    name, "file", "cut off or damaged (" + e.getMessage() + "); train it again", e);
        } catch (IOException e) {
            throw new TargetRefused(name, "file", "cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] content(String name, ZipFile zip, ZipEntry entry) throws IOException {
        long limit = entry.getName().equals(HEAD) ? LARGEST : LARGEST_MANIFEST;
        byte[] content = zip.getInputStream(entry).readNBytes((int) limit);
        CRC32 crc = new CRC32();
        crc.update(content);
        if (content.length != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw new TargetRefused(name, entry.getName(), "altered: its checksum is wrong");
        }
        return content;
    }

    private static Manifest manifest(String name, byte[] text) {
        try {
            JsonNode tree = JSON.readTree(new ByteArrayInputStream(text));
            int format = tree.path("format").asInt(0);
            if (format != Manifest.FORMAT) {
                throw new TargetRefused(
                        name,
                        "format",
                        format > Manifest.FORMAT
                                ? "version %d comes from a newer Framewatch; this one reads version %d"
                                        .formatted(format, Manifest.FORMAT)
                                : "version %d is not known".formatted(format));
            }
            return JSON.treeToValue(tree, Manifest.class);
        } catch (JacksonException e) {
            throw new TargetRefused(name, MANIFEST, e.getOriginalMessage(), e);
        }
    }
}
