package dev.framewatch.desk.alert;

import dev.framewatch.json.StrictJson;

/** Converts records to and from JSON columns. */
final class JsonColumns {

    private JsonColumns() {}

    static String text(Object value) {
        return StrictJson.MAPPER.writeValueAsString(value);
    }

    static ChannelConfig config(String text) {
        return StrictJson.MAPPER.readValue(text, ChannelConfig.class);
    }

    static SubscriptionFilter filter(String text) {
        return StrictJson.MAPPER.readValue(text, SubscriptionFilter.class);
    }

    static AlertEvent event(String text) {
        return StrictJson.MAPPER.readValue(text, AlertEvent.class);
    }
}
