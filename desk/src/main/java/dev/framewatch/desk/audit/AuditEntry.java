package dev.framewatch.desk.audit;

import dev.framewatch.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One row of the audit log.
 *
 * @param seq sequence number, from 1 without gaps
 * @param createdAt time of the action, in milliseconds precision
 * @param actor name of the user, or {@link AuditLog#PROGRAM}
 * @param action action; may be unknown to {@link AuditAction} if a later version wrote it
 * @param subject affected object, e.g. the name of a target or the id of a sighting
 * @param detail JSON object with sorted keys and without whitespace
 * @param previousHash hash of the previous row; {@value #NO_PREVIOUS} for the first
 * @param hash hash of this row
 */
public record AuditEntry(
        long seq,
        Instant createdAt,
        String actor,
        String action,
        String subject,
        String detail,
        String previousHash,
        String hash) {
    /** Predecessor hash of the first row. */
    static final String NO_PREVIOUS = "nothing before";

    /**
     * Computes the hash of the row: SHA-256 of its fields in order, each but the last followed by a
     * line feed; the time in epoch milliseconds. Fields contain no line feeds, so the encoding is
     * unambiguous, and any tool can recompute it.
     */
    String computeHash() {
        String text =
                String.join(
                        "\n",
                        previousHash,
                        Long.toString(seq),
                        Long.toString(createdAt.toEpochMilli()),
                        actor,
                        action,
                        subject,
                        detail);
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Creates the row that follows another, with its hash. */
    static AuditEntry after(
            AuditHead before,
            Instant createdAt,
            String actor,
            String action,
            String subject,
            String json) {
        AuditEntry unhashed =
                new AuditEntry(
                        before.seq() + 1,
                        createdAt,
                        actor,
                        action,
                        subject,
                        json,
                        before.hash(),
                        "");
        return new AuditEntry(
                unhashed.seq,
                createdAt,
                actor,
                action,
                subject,
                json,
                unhashed.previousHash,
                unhashed.computeHash());
    }
}
