package dev.framewatch.log;

import dev.framewatch.json.StrictJson;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Formats events as JSON Lines. */
final class JsonLine {
    private JsonLine() {}

    /** Returns one JSON object on one line, without a line terminator. */
    static String of(LogEvent event, boolean journal) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (!journal) {
            members.put("time", event.time().truncatedTo(ChronoUnit.MILLIS).toString());
        }
        members.put("level", event.level().name().toLowerCase(Locale.ROOT));
        members.put("logger", event.logger());
        members.put("message", event.message());
        if (!event.error().isEmpty()) {
            members.put("error", event.error());
        }
        if (!event.stack().isEmpty()) {
            members.put("stack", event.stack());
        }
        event.fields().forEach(members::putIfAbsent);
        String prefix = journal ? "<" + event.level().priority() + ">" : "";
        return prefix + StrictJson.MAPPER.writeValueAsString(members);
    }
}
