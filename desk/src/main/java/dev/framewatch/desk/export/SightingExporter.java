package dev.framewatch.desk.export;

import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.store.Database;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Exports sightings to files. Every export is recorded in the audit log with the hash of the file;
 * if the entry cannot be written, the file is deleted.
 */
public final class SightingExporter {
    private static final int MAX_IDS = 1_000;

    private final Database database;
    private final Home home;
    private final Clock clock;
    private final String actor;
    private final String version;

    /**
     * @param actor user who exports, for the audit log
     * @param version program version to record
     */
    public SightingExporter(
            Database database, Home home, Clock clock, String actor, String version) {
        this.database = database;
        this.home = home;
        this.clock = clock;
        this.actor = actor;
        this.version = version;
    }

    /**
     * Result of an export.
     *
     * @param sightings number of sightings
     * @param sha256 SHA-256 of the file
     * @param notes what could not be included, for users
     */
    public record Written(int sightings, String sha256, List<String> notes) {}

    /** Writes CSV. */
    public Written csv(Path file, SightingFilter filter) throws IOException {
        List<SightingSummary> rows = rows(filter);
        List<SightingDto> lines = rows.stream().map(row -> row.dto(home)).toList();
        return write("csv", file, rows, List.of(), out -> SightingCsv.write(lines, out));
    }

    /** Writes JSON Lines with the fields of {@code sightings --json}. */
    public Written json(Path file, SightingFilter filter) throws IOException {
        List<SightingSummary> rows = rows(filter);
        return write(
                "json",
                file,
                rows,
                List.of(),
                out -> {
                    for (SightingSummary row : rows) {
                        String line = row.dto(home).json() + "\n";
                        out.write(line.getBytes(StandardCharsets.UTF_8));
                    }
                });
    }

    /**
     * Writes a ZIP with all evidence and a manifest of hashes.
     *
     * @param withMedia whether to include the videos that are still on disk
     */
    public Written zip(Path file, SightingFilter filter, boolean withMedia) throws IOException {
        List<SightingSummary> rows = rows(filter);
        SightingZip zip = new SightingZip(home, version);
        zip.add(rows, withMedia);
        List<String> ids = ids(rows);
        return write(
                withMedia ? "zip with media" : "zip",
                file,
                rows,
                zip.notes(),
                out -> zip.writeTo(out, ids, clock.instant()));
    }

    /**
     * Writes the content of {@link #zip} as a bag for archives (BagIt 1.0, RFC 8493), in a ZIP.
     *
     * @param withMedia whether to include the videos that are still on disk
     */
    public Written bag(Path file, SightingFilter filter, boolean withMedia) throws IOException {
        List<SightingSummary> rows = rows(filter);
        SightingZip zip = new SightingZip(home, version);
        zip.add(rows, withMedia);
        List<String> ids = ids(rows);
        String name = bagName(file);
        return write(
                withMedia ? "bag with media" : "bag",
                file,
                rows,
                zip.notes(),
                out -> zip.writeBagTo(out, name, ids, clock.instant()));
    }

    /**
     * Returns the name of the file without its extension, in characters that every system takes.
     */
    private static String bagName(Path file) {
        String name =
                String.valueOf(file.getFileName())
                        .replaceFirst("(?i)\\.zip$", "")
                        .replaceAll("[^\\p{L}\\p{N}._-]", "_")
                        .replaceFirst("^[._-]+", "");
        return name.isEmpty() ? "framewatch" : name;
    }

    private List<SightingSummary> rows(SightingFilter filter) {
        return database.read(handle -> new SightingQuery(handle).list(filter));
    }

    private static List<String> ids(List<SightingSummary> rows) {
        List<String> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.sighting().id()));
        return ids;
    }

    private Written write(
            String format,
            Path file,
            List<SightingSummary> rows,
            List<String> notes,
            AtomicFile.Content content)
            throws IOException {
        if (rows.isEmpty()) {
            return new Written(0, "", notes);
        }
        AtomicFile.write(file, content);
        String sha256 = Sha256.of(file);
        try {
            List<String> ids = ids(rows);
            database.write(handle ->
                    AuditLog.append(
                            handle,
                            clock,
                            actor,
                            AuditAction.EXPORTED,
                            rows.size() == 1 ? ids.getFirst() : rows.size() + " sightings",
                            Map.of(
                                    "format", format,
                                    "file", String.valueOf(file.getFileName()),
                                    "sha256", sha256,
                                    "count", rows.size(),
                                    "ids", ids.stream().limit(MAX_IDS).toList())));
        } catch (RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return new Written(rows.size(), sha256, notes);
    }
}
