package dev.framewatch.desk.export;

import dev.framewatch.desk.evidence.ManifestEntry;
import dev.framewatch.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tag files of a bag (BagIt 1.0, RFC 8493), with which archives check and describe its payload.
 *
 * @param payload all files below {@code data/}, by their path there
 * @param description what the bag holds
 * @param version version of Framewatch
 * @param date date of bagging
 */
record BagTags(List<ManifestEntry> payload, String description, String version, LocalDate date) {
    /** Folder of the payload. */
    static final String PAYLOAD = "data/";

    BagTags {
        payload = payload.stream().sorted().toList();
    }

    /** Returns the tag files by name. */
    SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> tags = new TreeMap<>();
        tags.put("bagit.txt", utf8("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
        tags.put("bag-info.txt", utf8(information()));
        tags.put(
                "manifest-sha256.txt",
                utf8(
                        payload.stream()
                                .map(file -> line(file.sha256(), PAYLOAD + file.path()))
                                .collect(Collectors.joining())));
        tags.put(
                "tagmanifest-sha256.txt",
                utf8(
                        tags.entrySet().stream()
                                .map(tag -> line(Sha256.of(tag.getValue()), tag.getKey()))
                                .collect(Collectors.joining())));
        return tags;
    }

    private String information() {
        long bytes = payload.stream().mapToLong(ManifestEntry::bytes).sum();
        return """
        Bagging-Date: %s
        Payload-Oxum: %d.%d
        Bag-Software-Agent: Framewatch %s
        External-Description: %s
        """
                .formatted(date, bytes, payload.size(), version, description);
    }

    private static String line(String sha256, String path) {
        return sha256 + "  " + path + "\n";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
