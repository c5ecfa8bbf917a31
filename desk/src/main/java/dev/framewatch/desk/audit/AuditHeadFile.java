package dev.framewatch.desk.audit;

import dev.framewatch.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The end of the audit log in a file beside the database, so that a log that was cut short is
 * noticed, and a database that was put back from a copy. It is written after the row is safe: after
 * a crash it may be behind, never ahead.
 */
record AuditHeadFile(Path path) {
    private static final String NAME = "audit-head.txt";
    private static final int MAX_BYTES = 200;

    static AuditHeadFile beside(Path database) {
        return new AuditHeadFile(database.resolveSibling(NAME));
    }

    /**
     * Keeps an end. That it cannot be written costs a check, not the work that was done: `audit
     * verify` then says that the file is behind.
     */
    void write(AuditHead head) {
        try {
            if (read().filter(kept -> kept.seq() >= head.seq()).isEmpty()) {
                AtomicFile.write(path, (head + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException e) {
            return; // what is there is not replaced: audit verify will say what is wrong with it
        }
    }

    /**
     * The end that was kept, if any.
     *
     * @throws IllegalArgumentException when the file holds something else
     */
    Optional<AuditHead> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        if (Files.size(path) > MAX_BYTES) {
            throw new IllegalArgumentException("it holds more than the end of an audit log");
        }
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        return Optional.of(AuditHead.parse(text));
    }
}
