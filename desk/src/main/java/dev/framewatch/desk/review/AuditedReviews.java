package dev.framewatch.desk.review;

import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.review.Reviews.Answer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Writes reviews to the audit log.
 *
 * @param clock source of the current time
 */
public record AuditedReviews(Clock clock) implements Reviews.Recorder {
    @Override
    public void reviewed(Handle handle, Answer answer) {
        Map<String, String> details = new HashMap<>();
        details.put("answer", answer.state().word());
        details.put("note", answer.note());
        if (answer.frameSeconds() != null) {
            details.put("frame", answer.frameSeconds().toString());
        }
        AuditLog.append(
                handle, clock, answer.actor(), AuditAction.REVIEWED, answer.sighting(), details);
    }

    @Override
    public void takenBack(Handle handle, String sighting, String actor) {
        AuditLog.append(
                handle,
                clock,
                actor,
                AuditAction.REVIEWED,
                sighting,
                Map.of("answer", "taken back"));
    }
}
