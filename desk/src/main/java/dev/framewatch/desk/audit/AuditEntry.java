package dev.framewatch.desk.audit;

import dev.framewatch.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One row of the audit log.
 *
 * @param seq from 1, without gaps
 * @param at to the millisecond
 * @param who did it: a name, or {@link AuditLog#PROGRAM}
 * @param action what was done; of a later version perhaps a word that {@link AuditAction} lacks
 * @param subject to what: a Target's name, a sighting's id
 * @param detail a JSON object, its keys sorted, without blanks
 * @param previous the hash of the row before; {@value #NOTHING} of the first
 * @param hash of all that
 */
public record AuditEntry(
        long seq,
        Instant at,
        String who,
        String action,
        String subject,
        String detail,
        String previous,
        String hash) {
    /** What the first row follows. */
    static final String NOTHING = "nothing before";

    /**
     * The hash that a row ought to have: SHA-256 of its fields in their order, each but the last
     * ended by a line feed; the moment in milliseconds since 1970. No field holds a line feed, so
     * each text has one meaning, and any tool can compute it anew.
     */
    String computed() {
        String text =
                String.join(
                        "\n",
                        previous,
                        Long.toString(seq),
                        Long.toString(at.toEpochMilli()),
                        who,
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
                unhashed.previous,
                unhashed.computed());
    }
}
