package dev.framewatch.desk.source;

import dev.framewatch.desk.http.WebClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What adapters share.
 *
 * @param publicWeb reaches the public internet only
 * @param privateWeb reaches private networks too, for Sources that were allowed to
 * @param workFolder a folder for what must lie on disk in the meantime; made when first needed
 * @param clock what time it is
 * @param environment variables of the environment, from which secrets may be taken
 */
public record SourceContext(
        WebClient publicWeb,
        WebClient privateWeb,
        Path workFolder,
        Clock clock,
        Map<String, String> environment) {
    public SourceContext {
        environment = Map.copyOf(environment);
    }

    /** The way to the web that a Source may use. */
    public WebClient web(SourceSettings settings) {
        return settings.allowPrivate() ? privateWeb : publicWeb;
    }

    @Override
    public String toString() {
        return "SourceTools[work=" + workFolder + "]";
    }
}
