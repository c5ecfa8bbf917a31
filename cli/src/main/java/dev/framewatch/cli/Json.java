package dev.framewatch.cli;

import tools.jackson.databind.json.JsonMapper;

/** Machine-readable output: one object a line. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
