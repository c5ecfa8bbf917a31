package dev.framewatch.cli.console;

import tools.jackson.databind.json.JsonMapper;

/** Machine-readable output: one object a line. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
