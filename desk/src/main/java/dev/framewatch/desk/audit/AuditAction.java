package dev.framewatch.desk.audit;

import dev.framewatch.desk.store.EventType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Audited actions. */
public enum AuditAction {
    /** A Target was trained. */
    TRAINED,
    /** A target was enrolled from photos or artwork. */
    ENROLLED,
    /** A target was imported. */
    IMPORTED,
    /** An earlier version of a target was put back. */
    TARGET_RESTORED,
    /** A target has another name now. */
    TARGET_RENAMED,
    /** A target was copied to another name. */
    TARGET_COPIED,
    /** A target was written to a file for another home folder. */
    TARGET_EXPORTED,
    /** A Target was removed. */
    TARGET_REMOVED,
    /** A Target's owner, reason or expiry was set. */
    TERMS_SET,
    /** A user confirmed, rejected or closed a sighting. */
    REVIEWED,
    /** The storyboards of earlier posts were searched for a target. */
    POSTS_SEARCHED,
    /** Sightings were exported to a file. */
    EXPORTED,
    /** Media, evidence or posts were deleted. */
    DELETED,
    /** The home folder was copied to a backup file. */
    BACKED_UP,
    /** The home folder was restored from a backup file. */
    RESTORED,
    SOURCE_ADDED,
    SOURCE_CHANGED,
    SOURCE_RENAMED,
    SOURCE_REMOVED,
    ALERT_ADDED,
    ALERT_CHANGED,
    ALERT_RENAMED,
    /** A webhook got another signing key. */
    ALERT_KEY_ROTATED,
    ALERT_REMOVED,
    /** The settings of the watch were changed. */
    WATCH_CHANGED;

    /** Returns the event that this action emits; null if it emits none or another row does. */
    @Nullable EventType event() {
        return switch (this) {
            case TRAINED, ENROLLED, IMPORTED, TARGET_RESTORED, TARGET_RENAMED, TARGET_COPIED ->
                    EventType.TARGET_ADDED;
            case TARGET_REMOVED -> EventType.TARGET_REMOVED;
            case TARGET_EXPORTED,
                    TERMS_SET,
                    REVIEWED,
                    POSTS_SEARCHED,
                    EXPORTED,
                    DELETED,
                    BACKED_UP,
                    RESTORED,
                    SOURCE_ADDED,
                    SOURCE_CHANGED,
                    SOURCE_RENAMED,
                    SOURCE_REMOVED,
                    ALERT_ADDED,
                    ALERT_CHANGED,
                    ALERT_RENAMED,
                    ALERT_KEY_ROTATED,
                    ALERT_REMOVED,
                    WATCH_CHANGED ->
                    null;
        };
    }

    /** Returns the stored form. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
