package dev.framewatch.desk.audit;

import dev.framewatch.desk.store.EventType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

    /** Returns the event that tells followers of it; null where none does, or another row's own. */
    @Nullable EventType event() {
        return switch (this) {
            case TRAINED, ENROLLED, IMPORTED -> EventType.TARGET_ADDED;
            case TARGET_REMOVED -> EventType.TARGET_REMOVED;
            case TERMS_SET,
                    REVIEWED,
                    EXPORTED,
                    DELETED,
                    SOURCE_ADDED,
                    SOURCE_REMOVED,
                    ALERT_ADDED,
                    ALERT_REMOVED ->
                    null;
        };
    }

    /** As the log writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
