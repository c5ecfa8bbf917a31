package dev.framewatch.desk;

import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Caches open sources between polls, because some hold state such as an access token. A source is
 * reopened if its settings, or the file that they refer to, have changed. Thread-safe.
 */
final class SourcePool {
    private final SourceContext tools;
    private final Map<String, Opened> opened = new HashMap<>();

    private record Opened(SourceSettings settings, String version, Source source) {}

    SourcePool(SourceContext tools) {
        this.tools = tools;
    }

    synchronized Source open(SourceSettings settings) throws SourceException {
        String version = version(settings);
        Opened known = opened.get(settings.name());
        if (known != null && known.settings.equals(settings) && known.version.equals(version)) {
            return known.source;
        }
        Source source = SourceFactory.open(settings, tools);
        opened.put(settings.name(), new Opened(settings, version, source));
        return source;
    }

    private static String version(SourceSettings settings) {
        if (!settings.kind().isPath()) {
            return "";
        }
        try {
            return Files.getLastModifiedTime(Path.of(settings.place())).toString();
        } catch (IOException e) {
            return "gone";
        }
    }
}
