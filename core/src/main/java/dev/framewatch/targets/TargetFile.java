package dev.framewatch.targets;

import static java.util.stream.Collectors.toSet;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.Sha256;
import dev.framewatch.file.ZipDirectory;
import dev.framewatch.json.JsonProblem;
import dev.framewatch.json.StrictJson;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.InvalidModelException;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.artwork.PlanarObject;
import dev.framewatch.vision.artwork.ReferenceImageFile;
import dev.framewatch.vision.artwork.UnsuitableReferenceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes target files: a zip of {@code manifest.json}, {@code head.onnx} and, for the
 * kind {@code artwork}, the reference images. The output is deterministic.
 */
public final class TargetFile {
    private static final String MANIFEST = "manifest.json";
    private static final String HEAD = "head.onnx";
    private static final long MAX_BYTES = 512L << 20;
    private static final long MAX_MANIFEST_BYTES = 4L << 20;
    private static final int MAX_ENTRIES = 2 + TargetManifest.MAX_REFERENCES;
    private static final long MAX_DIRECTORY_BYTES = 1 << 16;

    /** Floats hardly compress; a target that was zipped anew is far below this ratio. */
    private static final int MAX_RATIO = 20;

    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final ObjectReader READER =
            StrictJson.MAPPER
                    .readerFor(TargetManifest.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private TargetFile() {}

    /** Writes a target without reference images. */
    public static void write(Path file, TargetManifest manifest, byte[] head) throws IOException {
        write(file, manifest, head, List.of());
    }

    /**
     * Writes a target atomically.
     *
     * @param references PNG files
     * @throws IllegalArgumentException if the manifest does not describe this head or these
     *     references
     */
    public static void write(
            Path file, TargetManifest manifest, byte[] head, List<byte[]> references)
            throws IOException {
        if (!manifest.head().equals(Sha256.of(head))) {
            throw new IllegalArgumentException("head: does not match the manifest");
        }
        if (!manifest.references().equals(references.stream().map(Sha256::of).toList())) {
            throw new IllegalArgumentException("references: do not match the manifest");
        }
        AtomicFile.write(file, new Content(manifest, head, references).bytes());
    }

    /**
     * The content of a target file.
     *
     * @param references PNG files
     */
    record Content(TargetManifest manifest, byte[] head, List<byte[]> references) {
        Content {
            references = List.copyOf(references);
        }

        /** Returns the same content with another confirmation; null leaves it as it is. */
        Content with(@Nullable Confirmation confirmation) {
            return confirmation == null
                    ? this
                    : new Content(manifest.with(confirmation), head, references);
        }

        /** Returns the same content with another name. */
        Content named(String name) {
            return new Content(manifest.named(name), head, references);
        }

        /** Returns the same content without the faces that reviewers rejected. */
        Content withoutReviewed() {
            Confirmation confirmation = manifest.confirmation();
            return with(confirmation == null ? null : confirmation.withoutReviewed());
        }

        /** Returns the file. */
        byte[] bytes() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            writeZip(
                    out,
                    StrictJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest),
                    head,
                    references);
            return out.toByteArray();
        }
    }

    /**
     * Reads the content of a target file without opening its head.
     *
     * @throws InvalidTargetException as {@link #read}
     */
    static Content content(Path file) {
        String name = file.toString();
        Map<String, byte[]> parts = parts(file, Set.of());
        TargetManifest manifest = manifest(name, parts.getOrDefault(MANIFEST, new byte[0]));
        List<byte[]> references = new ArrayList<>();
        for (int i = 0; i < manifest.references().size(); i++) {
            references.add(part(name, reference(i), manifest.references().get(i), parts));
        }
        return new Content(manifest, part(name, HEAD, manifest.head(), parts), references);
    }

    private static byte[] part(String name, String part, String sha256, Map<String, byte[]> parts) {
        byte[] content = parts.getOrDefault(part, new byte[0]);
        if (!sha256.equals(Sha256.of(content))) {
            throw new InvalidTargetException(
                    name, part, "altered: its SHA-256 does not match the manifest");
        }
        return content;
    }

    private static void writeZip(
            OutputStream out, byte[] manifest, byte[] head, List<byte[]> references)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        store(zip, MANIFEST, manifest);
        store(zip, HEAD, head);
        for (int i = 0; i < references.size(); i++) {
            store(zip, reference(i), references.get(i));
        }
        zip.finish();
    }

    private static String reference(int index) {
        return "references/%d.png".formatted(index + 1);
    }

    /**
     * Stores without compression, since floats hardly compress and deflate output differs between
     * machines.
     */
    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(FIXED_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Reads and validates a target.
     *
     * @throws InvalidTargetException naming the file and the invalid field
     */
    public static Target read(Path file) {
        String name = file.toString();
        Map<String, byte[]> parts = parts(file, Set.of());
        TargetManifest manifest = manifest(name, parts.getOrDefault(MANIFEST, new byte[0]));
        byte[] head = part(name, HEAD, manifest.head(), parts);
        if (parts.size() != 2 + manifest.references().size()) {
            throw new InvalidTargetException(
                    name,
                    "references",
                    "the manifest lists %d, but there are %d"
                            .formatted(manifest.references().size(), parts.size() - 2));
        }
        try {
            List<PlanarObject> artwork = artwork(name, manifest, parts);
            Head opened = Head.open(name + ": " + HEAD, head, manifest.dimensions());
            return new Target(
                    manifest, Sha256.of(file), new TargetClassifier(manifest, opened, artwork));
        } catch (IllegalArgumentException | InvalidModelException e) {
            throw new InvalidTargetException(name, HEAD, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new InvalidTargetException(name, "file", "cannot be read: " + e.getMessage(), e);
        }
    }

    /** Loads OpenCV only if there is artwork. */
    private static List<PlanarObject> artwork(
            String name, TargetManifest manifest, Map<String, byte[]> parts) {
        List<PlanarObject> artwork = new ArrayList<>();
        for (int i = 0; i < manifest.references().size(); i++) {
            String part = reference(i);
            byte[] png = part(name, part, manifest.references().get(i), parts);
            try {
                artwork.add(ReferenceImageFile.decode(png, new LocalFeatureExtractor()));
            } catch (UnreadableImageException | UnsuitableReferenceException e) {
                throw new InvalidTargetException(name, part, String.valueOf(e.getMessage()), e);
            }
        }
        return artwork;
    }

    /**
     * Reads only the manifest, without loading the head.
     *
     * @throws InvalidTargetException as {@link #read}
     */
    public static TargetManifest readManifest(Path file) {
        Map<String, byte[]> parts = parts(file, Set.of(MANIFEST));
        return manifest(file.toString(), parts.getOrDefault(MANIFEST, new byte[0]));
    }

    /** Returns the content of some parts; of all of them if none are named. */
    private static Map<String, byte[]> parts(Path file, Set<String> wanted) {
        String name = file.toString();
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new InvalidTargetException(name, "file", "too large for a target file");
            }
            ZipDirectory.check(file, MAX_ENTRIES, MAX_DIRECTORY_BYTES);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                List<ZipEntry> entries = zip.stream().map(ZipEntry.class::cast).toList();
                Set<String> names = entries.stream().map(ZipEntry::getName).collect(toSet());
                if (!isTarget(names) || names.size() != entries.size()) {
                    throw new InvalidTargetException(
                            name, "file", "holds " + names + ", not a target's parts");
                }
                Map<String, byte[]> parts = new HashMap<>();
                for (ZipEntry entry : entries) {
                    if (wanted.isEmpty() || wanted.contains(entry.getName())) {
                        parts.put(entry.getName(), content(name, zip, entry));
                    }
                }
                return parts;
            }
        } catch (NoSuchFileException e) {
            throw new InvalidTargetException(name, "file", "no such file", e);
        } catch (ZipException e) {
            throw new InvalidTargetException(
                    name,
                    "file",
                    "truncated or damaged (" + e.getMessage() + "); train it again",
                    e);
        } catch (IOException e) {
            throw new InvalidTargetException(name, "file", "cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isTarget(Set<String> names) {
        if (names.size() > 2 + TargetManifest.MAX_REFERENCES) {
            return false;
        }
        Set<String> known = new HashSet<>(Set.of(MANIFEST, HEAD));
        for (int i = 0; i < names.size() - 2; i++) {
            known.add(reference(i));
        }
        return names.equals(known);
    }

    private static byte[] content(String name, ZipFile zip, ZipEntry entry) throws IOException {
        long limit = entry.getName().equals(HEAD) ? MAX_BYTES : MAX_MANIFEST_BYTES;
        if (entry.getSize() > limit
                || entry.getSize() > MAX_MANIFEST_BYTES + MAX_RATIO * entry.getCompressedSize()) {
            throw new InvalidTargetException(
                    name, entry.getName(), "unpacks to more than a target can hold");
        }
        byte[] content;
        try (InputStream in = zip.getInputStream(entry)) {
            content = in.readNBytes((int) entry.getSize());
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        if (content.length != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw new InvalidTargetException(
                    name, entry.getName(), "altered: its checksum is wrong");
        }
        return content;
    }

    /** Adds the fields that are left out if they are null, as in files of older versions. */
    private static JsonNode withAllFields(JsonNode manifest) {
        setIfAbsent(manifest, "confirmation");
        setIfAbsent(manifest.path("backbones"), "landmarks");
        setIfAbsent(manifest.path("confirmation").path("backbones"), "landmarks");
        setIfAbsent(manifest.path("evaluation"), "errors");
        setIfAbsent(manifest.path("evaluation"), "strictErrors");
        return manifest;
    }

    private static void setIfAbsent(JsonNode node, String field) {
        if (node instanceof ObjectNode object && !object.has(field)) {
            object.putNull(field);
        }
    }

    private static TargetManifest manifest(String name, byte[] text) {
        try {
            JsonNode tree = StrictJson.MAPPER.readTree(new ByteArrayInputStream(text));
            int format = tree.path("format").asInt(0);
            if (format < TargetManifest.FORMAT || format > TargetManifest.NEWEST_FORMAT) {
                throw new InvalidTargetException(
                        name,
                        "format",
                        format > TargetManifest.FORMAT
                                ? ("version %d was written by a newer Framewatch; this one reads"
                                                + " up to version %d")
                                        .formatted(format, TargetManifest.NEWEST_FORMAT)
                                : "unknown version %d".formatted(format));
            }
            return READER.readValue(withAllFields(tree));
        } catch (JacksonException e) {
            throw new InvalidTargetException(name, MANIFEST, JsonProblem.of(e), e);
        }
    }
}
