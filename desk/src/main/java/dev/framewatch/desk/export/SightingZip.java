package dev.framewatch.desk.export;

import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.evidence.EvidenceManifest;
import dev.framewatch.desk.evidence.EvidencePage;
import dev.framewatch.desk.evidence.ManifestEntry;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes sightings with all their evidence to a ZIP: a page, a folder per sighting, optional media,
 * CSV and JSON lists, and a manifest of hashes. Output is reproducible: equal sightings and time
 * yield equal bytes.
 */
final class SightingZip {
    private static final Set<String> TEXTS = Set.of("json", "jsonl", "csv", "txt", "html");

    private static final int MAX_AUTHOR = 30;

    private final Path home;
    private final String version;
    private final SortedMap<String, Path> files = new TreeMap<>();
    private final SortedMap<String, byte[]> texts = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<ExportPage.Row> shown = new ArrayList<>();

    SightingZip(Home home, String version) {
        this.home = home.directory().toAbsolutePath().normalize();
        this.version = version;
    }

    /** Returns what could not be included, for users. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Adds sightings to the plan of the ZIP.
     *
     * @param withMedia whether to include the videos that are still on disk
     */
    void add(List<SightingSummary> rows, boolean withMedia) throws IOException {
        List<SightingDto> lines = new ArrayList<>();
        for (SightingSummary row : rows) {
            String folder = addEvidence(row);
            lines.add(row.dto(folder));
            if (withMedia) {
                addMedia(row);
            }
        }
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        SightingCsv.write(lines, csv);
        texts.put("sightings.csv", csv.toByteArray());
        StringBuilder json = new StringBuilder();
        lines.forEach(line -> json.append(line.json()).append('\n'));
        texts.put("sightings.jsonl", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the folder in the ZIP, or null if the evidence was deleted. */
    private @Nullable String addEvidence(SightingSummary row) throws IOException {
        Sighting sighting = row.sighting();
        Path evidence = requireInsideHome(sighting.evidence());
        if (sighting.evidence().isEmpty() || !Files.isDirectory(evidence)) {
            notes.add("%s: evidence was deleted".formatted(sighting.id()));
            shown.add(new ExportPage.Row(row, null, null));
            return null;
        }
        String folder = folder(row);
        addAll(folder, evidence);
        shown.add(new ExportPage.Row(row, folder, EvidencePage.bestFrame(evidence)));
        return folder;
    }

    /**
     * Returns a name that sorts by date and tells what it is: 2026-03-01_trump_anna_3f2a91c04b77.
     */
    private static String folder(SightingSummary row) {
        String author = row.post().author().replaceAll("[^\\p{L}\\p{N}]+", "-");
        return Stream.of(
                        LocalDate.ofInstant(row.sighting().seenAt(), ZoneOffset.UTC).toString(),
                        row.sighting().target(),
                        author.substring(0, Math.min(MAX_AUTHOR, author.length())),
                        row.sighting().id())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("_"));
    }

    private void addMedia(SightingSummary row) throws IOException {
        if (row.media() == null) {
            notes.add("%s: media were deleted".formatted(row.sighting().id()));
            return;
        }
        Path media = requireInsideHome(row.media());
        String name = "media/" + Objects.requireNonNull(media.getFileName());
        if (Files.isDirectory(media, LinkOption.NOFOLLOW_LINKS)) {
            addAll(name, media);
        } else {
            addFile(name, media);
        }
    }

    private void addAll(String prefix, Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.sorted().toList()) {
                addFile(prefix + "/" + file.getFileName(), file);
            }
        }
    }

    private void addFile(String name, Path file) {
        if (!ManifestEntry.isSafe(name) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            notes.add("skipped, not written by Framewatch: " + file);
            return;
        }
        files.put(name, file);
    }

    /**
     * Resolves a path from the database; rejects paths outside the home folder, which Framewatch
     * never writes.
     */
    private Path requireInsideHome(String path) throws IOException {
        Path resolved = home.resolve(path).normalize();
        if (!resolved.startsWith(home)) {
            throw new IOException("'%s' is outside the home folder".formatted(path));
        }
        return resolved;
    }

    void writeTo(OutputStream out, List<String> sightings, Instant now) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        writeAll(zip, "", sightings, now);
        zip.finish();
        zip.flush();
    }

    /**
     * Writes the same content as a bag.
     *
     * @param name name of the bag, which is the only folder at the top
     */
    void writeBagTo(OutputStream out, String name, List<String> sightings, Instant now)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        BagTags tags =
                new BagTags(
                        writeAll(zip, name + "/" + BagTags.PAYLOAD, sightings, now),
                        "%d sightings with their evidence".formatted(sightings.size()),
                        version,
                        LocalDate.ofInstant(now, ZoneOffset.UTC));
        for (var tag : tags.files().entrySet()) {
            new Entries(zip, now).put(name + "/" + tag.getKey(), tag.getValue());
        }
        zip.finish();
        zip.flush();
    }

    /** Writes all files and their manifest, and returns what was written. */
    private List<ManifestEntry> writeAll(
            ZipOutputStream zip, String prefix, List<String> sightings, Instant now)
            throws IOException {
        List<ManifestEntry> listed = new ArrayList<>();
        Entries entries = new Entries(zip, now);
        listed.add(entries.put(prefix, ExportPage.NAME, new ExportPage(now, shown).html()));
        for (var text : texts.entrySet()) {
            listed.add(entries.put(prefix, text.getKey(), text.getValue()));
        }
        for (var file : files.entrySet()) {
            listed.add(entries.copy(prefix, file.getKey(), file.getValue()));
        }
        EvidenceManifest manifest = EvidenceManifest.of(version, sightings, now.toString(), listed);
        byte[] json = manifest.json();
        List<ManifestEntry> all = new ArrayList<>(listed);
        all.add(entries.put(prefix, EvidenceManifest.NAME, json));
        all.add(entries.put(prefix, EvidenceManifest.SUMS_FILE, manifest.sums(Sha256.of(json))));
        return all;
    }

    /**
     * Writes entries.
     *
     * @param now date of all of them
     */
    private record Entries(ZipOutputStream zip, Instant now) {
        ManifestEntry put(String prefix, String name, byte[] content) throws IOException {
            put(prefix + name, content);
            return new ManifestEntry(name, Sha256.of(content), content.length);
        }

        void put(String name, byte[] content) throws IOException {
            begin(name);
            zip.write(content);
            zip.closeEntry();
        }

        ManifestEntry copy(String prefix, String name, Path file) throws IOException {
            begin(prefix + name);
            MessageDigest digest = sha256();
            long bytes;
            try (InputStream in =
                    new DigestInputStream(
                            Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), digest)) {
                bytes = in.transferTo(zip);
            }
            zip.closeEntry();
            return new ManifestEntry(name, HexFormat.of().formatHex(digest.digest()), bytes);
        }

        /** Begins an entry; images and videos are stored, since they are already compressed. */
        private void begin(String name) throws IOException {
            boolean text = TEXTS.contains(name.substring(name.lastIndexOf('.') + 1));
            zip.setLevel(text ? Deflater.DEFAULT_COMPRESSION : Deflater.NO_COMPRESSION);
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(LocalDateTime.ofInstant(now, ZoneOffset.UTC));
            zip.putNextEntry(entry);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
