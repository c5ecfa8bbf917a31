package dev.framewatch.desk.api;

import dev.framewatch.desk.audit.AuditEntry;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of the audit log: a line of {@code audit list --json}.
 *
 * @param seq counted from 1
 * @param at when it was written, to the millisecond
 * @param who the actor
 * @param action such as {@code exported}
 * @param subject such as a Target's name or a Sighting's id
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
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Returns the JSON shape of a row. */
    public static AuditEntryDto of(AuditEntry entry) {
        return new AuditEntryDto(
                entry.seq(),
                entry.createdAt(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                JSON.readTree(entry.detail()),
                entry.hash());
    }
}
