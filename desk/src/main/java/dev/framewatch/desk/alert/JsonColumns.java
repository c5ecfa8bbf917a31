package dev.framewatch.desk.alert;

import tools.jackson.databind.json.JsonMapper;

/** Records as they lie in the database. */
final class JsonColumns {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonColumns() {}

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static ChannelConfig route(String text) {
        return MAPPER.readValue(text, ChannelConfig.class);
    }

    static SubscriptionFilter wishes(String text) {
        return MAPPER.readValue(text, SubscriptionFilter.class);
    }

    static AlertEvent announcement(String text) {
        return MAPPER.readValue(text, AlertEvent.class);
    }
}
