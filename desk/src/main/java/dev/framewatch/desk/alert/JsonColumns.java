package dev.framewatch.desk.alert;

import dev.framewatch.json.StrictJson;

/** Records as they lie in the database. */
final class JsonColumns {

    private JsonColumns() {}

    static String text(Object value) {
        return StrictJson.MAPPER.writeValueAsString(value);
    }

    static ChannelConfig route(String text) {
        return StrictJson.MAPPER.readValue(text, ChannelConfig.class);
    }

    static SubscriptionFilter wishes(String text) {
        return StrictJson.MAPPER.readValue(text, SubscriptionFilter.class);
    }

    static AlertEvent announcement(String text) {
        return StrictJson.MAPPER.readValue(text, AlertEvent.class);
    }
}
