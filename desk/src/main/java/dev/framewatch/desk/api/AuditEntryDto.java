package dev.framewatch.desk.api;

import dev.framewatch.desk.audit.AuditEntry;
import dev.framewatch.json.StrictJson;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A row of the audit log: a line of {@code audit list --json}.
 *
 * @param seq from 1
 * @param at when it was written, to the millisecond
 * @param who the actor
 * @param action such as {@code exported}
 * @param subject such as a target's name or a sighting's id
 * @param detail an object whose fields depend on the action
 * @param hash of the row, which covers the row before
 */
public record AuditEntryDto(
        long seq,
        Instant at,
        String who,
        String action,
        String subject,
        JsonNode detail,
        String hash) {

    /** Returns the JSON shape of a row. */
    public static AuditEntryDto of(AuditEntry entry) {
        return new AuditEntryDto(
                entry.seq(),
                entry.createdAt(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                StrictJson.MAPPER.readTree(entry.detail()),
                entry.hash());
    }
}
