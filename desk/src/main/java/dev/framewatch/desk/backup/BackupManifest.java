package dev.framewatch.desk.backup;

import dev.framewatch.error.RefusedException;
import dev.framewatch.file.Sha256;
import dev.framewatch.json.StrictJson;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * Table of contents of a backup file.
 *
 * @param format version of this format
 * @param framewatch version of Framewatch that wrote it
 * @param createdAt time of the backup, ISO 8601
 * @param media whether fetched media are included
 * @param files all files, in the order in which they are stored
 */
record BackupManifest(
        int format, String framewatch, String createdAt, boolean media, List<Entry> files) {
    /** Name of the entry that contains it. */
    static final String NAME = "framewatch-backup.json";

    static final int FORMAT = 1;

    /** A longer table of contents than that of a million files is not read. */
    static final int MAX_BYTES = 1 << 28;

    BackupManifest {
        if (format != FORMAT) {
            throw new RefusedException(
                    "format: this Framewatch reads backups of format %d, not %d"
                            .formatted(FORMAT, format));
        }
        files = List.copyOf(files);
        Set<String> names = new HashSet<>();
        for (Entry file : files) {
            if (!names.add(file.path)) {
                throw new RefusedException("files: '%s' is listed twice".formatted(file.path));
            }
        }
    }

    /**
     * A file of the home folder.
     *
     * @param path relative to the home folder, with slashes; cannot lead out of it
     * @param sha256 SHA-256 of the content
     * @param bytes size
     */
    record Entry(String path, String sha256, long bytes) {
        Entry {
            Sha256.requireDigest(sha256);
            Path relative = Path.of(path);
            if (path.isEmpty()
                    || relative.isAbsolute()
                    || path.contains("\\")
                    || !relative.normalize().equals(relative)
                    || relative.startsWith("..")) {
                throw new IllegalArgumentException(
                        "files: '%s' leads out of the home folder"
                                .formatted(path.replaceAll("\\p{Cc}", "?")));
            }
        }
    }

    byte[] json() {
        return StrictJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /**
     * Reads a table of contents.
     *
     * @throws RefusedException if it is invalid; the message names the field
     */
    static BackupManifest of(byte[] json) {
        try {
            return StrictJson.MAPPER.readValue(json, BackupManifest.class);
        } catch (JacksonException e) {
            throw new RefusedException(NAME + ": " + e.getOriginalMessage());
        }
    }
}
