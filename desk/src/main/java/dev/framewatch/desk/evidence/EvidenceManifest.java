package dev.framewatch.desk.evidence;

import dev.framewatch.json.JsonProblem;
import dev.framewatch.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * List of all files in a sighting's folder or an export, with their hashes: manifest.json.
 * SHA256SUMS contains the same hashes, and the manifest's own, in the format of {@code sha256sum
 * -c}; a timestamp is stored in manifest.tsr.
 *
 * @param format {@value #FORMAT}
 * @param framewatch program version that wrote it
 * @param sightings IDs of the sightings
 * @param exportedAt ISO 8601; null in the folder of a sighting
 * @param files all files except these three, sorted by path
 */
public record EvidenceManifest(
        int format,
        String framewatch,
        List<String> sightings,
        @Nullable String exportedAt,
        List<ManifestEntry> files) {
    public static final String NAME = "manifest.json";
    public static final String SUMS_FILE = "SHA256SUMS";
    public static final String TIMESTAMP_FILE = "manifest.tsr";

    /** Maximum size of a manifest in bytes. */
    public static final int MAX_BYTES = 32_000_000;

    private static final int FORMAT = 1;

    public EvidenceManifest {
        sightings = List.copyOf(sightings);
        files = files.stream().sorted().toList();
        Set<String> paths = new HashSet<>();
        for (ManifestEntry file : files) {
            if (!paths.add(file.path())) {
                throw new IllegalArgumentException("duplicate entry '%s'".formatted(file.path()));
            }
            if (isAbout(file.path())) {
                throw new IllegalArgumentException("unexpected entry '%s'".formatted(file.path()));
            }
        }
    }

    /** Creates a manifest of newly written files. */
    public static EvidenceManifest of(
            String version,
            List<String> sightings,
            @Nullable String exportedAt,
            List<ManifestEntry> files) {
        return new EvidenceManifest(FORMAT, version, sightings, exportedAt, files);
    }

    /**
     * Returns whether a file is one of the three manifest files, which the manifest does not list.
     */
    public static boolean isAbout(String path) {
        return path.equals(NAME) || path.equals(SUMS_FILE) || path.equals(TIMESTAMP_FILE);
    }

    /**
     * Parses an untrusted manifest.
     *
     * @throws IllegalArgumentException if it is malformed; the message gives the reason
     */
    public static EvidenceManifest read(byte[] json) {
        try {
            EvidenceManifest manifest = StrictJson.MAPPER.readValue(json, EvidenceManifest.class);
            if (manifest == null || manifest.format != FORMAT) {
                throw new IllegalArgumentException("unsupported format; expected " + FORMAT);
            }
            return manifest;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a manifest: " + JsonProblem.of(e), e);
        }
    }

    /** Returns the content of manifest.json. */
    public byte[] json() {
        return StrictJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /**
     * Returns the content of SHA256SUMS.
     *
     * @param own SHA-256 of manifest.json
     */
    public byte[] sums(String own) {
        String lines =
                files.stream()
                        .map(file -> line(file.sha256(), file.path()))
                        .collect(Collectors.joining());
        return (lines + line(own, NAME)).getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String sha256, String path) {
        return sha256 + "  " + path + "\n";
    }
}
