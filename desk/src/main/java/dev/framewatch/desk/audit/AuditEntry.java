package dev.framewatch.desk.audit;

import dev.framewatch.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One row of the audit log.
 *
 * @param seq from 1, without gaps
 * @param createdAt to the millisecond
 * @param actor did it: a name, or {@link AuditLog#PROGRAM}
 * @param action what was done; of a later version perhaps a word that {@link AuditAction} lacks
 * @param subject to what: a Target's name, a sighting's id
 * @param detail a JSON object, its keys sorted, without blanks
 * @param previousHash the hash of the row before; {@value #NO_PREVIOUS} of the first
 * @param hash of all that
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
    /** What the first row follows. */
    static final String NO_PREVIOUS = "nothing before";

    /**
     * The hash that a row ought to have: SHA-256 of its fields in their order, each but the last
     * ended by a line feed; the moment in milliseconds since 1970. No field holds a line feed, so
     * each text has one meaning, and any tool can compute it anew.
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

    /** The row that follows another, with its hash. */
    static AuditEntry after(
            AuditHead before, Instant at, String who, String action, String subject, String json) {
        AuditEntry unhashed =
                new AuditEntry(before.seq() + 1, at, who, action, subject, json, before.hash(), "");
        return new AuditEntry(
                unhashed.seq,
                at,
                who,
                action,
                subject,
                json,
                unhashed.previousHash,
                unhashed.computeHash());
    }
}
