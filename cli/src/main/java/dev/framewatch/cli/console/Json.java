package dev.framewatch.cli.console;

import dev.framewatch.json.StrictJson;

/** Machine-readable output: JSON Lines. */
public final class Json {

    private Json() {}

    public static String line(Object value) {
        return StrictJson.MAPPER.writeValueAsString(value);
    }
}
