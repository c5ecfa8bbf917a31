package dev.framewatch.desk.alert;

import tools.jackson.databind.json.JsonMapper;

/** Records as they lie in the database. */
final class Stored {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Stored() {}

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static Route route(String text) {
        return MAPPER.readValue(text, Route.class);
    }

    static Wishes wishes(String text) {
        return MAPPER.readValue(text, Wishes.class);
    }

    static Announcement announcement(String text) {
        return MAPPER.readValue(text, Announcement.class);
    }
}
