package dev.framewatch.desk.evidence;

import dev.framewatch.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The list of all files of a Sighting's folder, or of an export, with their hashes: manifest.json.
 * SHA256SUMS beside it says the same in the words of {@code sha256sum -c}, with the manifest's own
 * hash; a timestamp lies in manifest.tsr.
 *
 * @param format {@value #FORMAT}
 * @param framewatch version of the program that wrote it
 * @param sightings ids of those whose evidence it is
 * @param exportedAt ISO 8601; null in the folder of a Sighting
 * @param files all but those three, by path
 */
public record EvidenceManifest(
        int format,
        String framewatch,
        List<String> sightings,
        @Nullable String exportedAt,
        List<ManifestEntry> files) {
    public static final String NAME = "manifest.json";
    public static final String SUMS = "SHA256SUMS";
    public static final String STAMP = "manifest.tsr";

    /** No manifest is larger; in bytes. */
    public static final int MAX_BYTES = 32_000_000;

    private static final int FORMAT = 1;

    public EvidenceManifest {
        sightings = List.copyOf(sightings);
        files = files.stream().sorted().toList();
        Set<String> paths = new HashSet<>();
        for (ManifestEntry file : files) {
            if (!paths.add(file.path())) {
                throw new IllegalArgumentException("it names '%s' twice".formatted(file.path()));
            }
            if (isAbout(file.path())) {
                throw new IllegalArgumentException(
                        "it names '%s', which it cannot know".formatted(file.path()));
            }
        }
    }

    /** Of what was just written. */
    public static EvidenceManifest of(
            String version,
            List<String> sightings,
            @Nullable String exportedAt,
            List<ManifestEntry> files) {
        return new EvidenceManifest(FORMAT, version, sightings, exportedAt, files);
    }

    /** Whether a file is the manifest or speaks about it, and so is not in it. */
    public static boolean isAbout(String path) {
        return path.equals(NAME) || path.equals(SUMS) || path.equals(STAMP);
    }

    /**
     * Reads a manifest that nobody has checked.
     *
     * @throws IllegalArgumentException with the reason
     */
    public static EvidenceManifest read(byte[] json) {
        try {
            EvidenceManifest manifest = StrictJson.MAPPER.readValue(json, EvidenceManifest.class);
            if (manifest == null || manifest.format != FORMAT) {
                throw new IllegalArgumentException("it is of another format than " + FORMAT);
            }
            return manifest;
        } catch (JacksonException | NullPointerException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException(
                    "it is no manifest: "
                            + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    /** As manifest.json holds it. */
    public byte[] json() {
        return StrictJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /**
     * As SHA256SUMS holds it.
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
