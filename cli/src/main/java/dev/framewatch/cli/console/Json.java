package dev.framewatch.cli.console;

import dev.framewatch.json.StrictJson;
import java.io.PrintStream;
import tools.jackson.core.StreamWriteFeature;

/** Machine-readable output: JSON Lines. */
public final class Json {

    private Json() {}

    public static String line(Object value) {
        return StrictJson.MAPPER.writeValueAsString(value);
    }

    /**
     * Prints a line without holding it in memory: a scan for many targets has millions of frames.
     */
    public static void print(PrintStream out, Object value) {
        StrictJson.MAPPER
                .writer()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .writeValue(out, value);
        out.print("\n");
    }
}
