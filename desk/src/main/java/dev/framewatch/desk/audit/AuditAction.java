package dev.framewatch.desk.audit;

import java.util.Locale;

/** What is written into the audit log. */
public enum AuditAction {
    /** A Target was trained. */
    TRAINED,
    /** A Target was made from photos, or from pictures of artwork. */
    ENROLLED,
    /** A Target came from elsewhere. */
    IMPORTED,
    /** A Target was removed. */
    TARGET_REMOVED,
    /** A Target's owner, reason or expiry was set. */
    TERMS_SET,
    /** A person confirmed, rejected or closed something. */
    REVIEWED,
    /** Sightings left the desk in a file. */
    EXPORTED,
    /** Media, evidence or posts were deleted. */
    DELETED,
    SOURCE_ADDED,
    SOURCE_REMOVED,
    ALERT_ADDED,
    ALERT_REMOVED;

    /** As the log writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
