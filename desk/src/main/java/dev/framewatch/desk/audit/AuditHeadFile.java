package dev.framewatch.desk.audit;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.BoundedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * File beside the database with a copy of the audit log head. It reveals a truncated log and a
 * database restored from a backup. It is written after the row is committed, so after a crash it
 * may be behind the log, but never ahead.
 */
record AuditHeadFile(Path path) {
    private static final String NAME = "audit-head.txt";
    private static final int MAX_BYTES = 200;

    static AuditHeadFile beside(Path database) {
        return new AuditHeadFile(database.resolveSibling(NAME));
    }

    /**
     * Stores a head unless a later one is stored. A failure to write does not fail the audited
     * action; {@code audit verify} then reports that the file is behind.
     */
    void write(AuditHead head) {
        try {
            if (read().filter(stored -> stored.seq() >= head.seq()).isEmpty()) {
                AtomicFile.write(path, (head + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException e) {
            return; // keeps an invalid file: audit verify reports what is wrong with it
        }
    }

    /**
     * Returns the stored head, if any.
     *
     * @throws IllegalArgumentException if the content of the file is invalid
     */
    Optional<AuditHead> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        if (Files.size(path) > MAX_BYTES) {
            throw new IllegalArgumentException("it is longer than an audit log head");
        }
        String text = new String(BoundedFile.bytes(path, MAX_BYTES), StandardCharsets.UTF_8);
        return Optional.of(AuditHead.parse(text));
    }
}
