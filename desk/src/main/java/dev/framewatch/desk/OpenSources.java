package dev.framewatch.desk;

import dev.framewatch.desk.feed.Source;
import dev.framewatch.desk.feed.SourceFailed;
import dev.framewatch.desk.feed.SourceSettings;
import dev.framewatch.desk.feed.SourceTools;
import dev.framewatch.desk.feed.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Sources stay open from poll to poll, since some remember a token or what they asked for; one
 * whose settings, or the file that describes it, have changed is opened anew.
 */
final class OpenSources {
    private final SourceTools tools;
    private final Map<String, Opened> opened = new HashMap<>();

    private record Opened(SourceSettings settings, String version, Source source) {}

    OpenSources(SourceTools tools) {
        this.tools = tools;
    }

    synchronized Source open(SourceSettings settings) throws SourceFailed {
        String version = version(settings);
        Opened known = opened.get(settings.name());
        if (known != null && known.settings.equals(settings) && known.version.equals(version)) {
            return known.source;
        }
        Source source = Sources.open(settings, tools);
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
