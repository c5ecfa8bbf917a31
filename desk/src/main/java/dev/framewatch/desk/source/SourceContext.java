package dev.framewatch.desk.source;

import dev.framewatch.desk.http.WebClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Services shared by all sources.
 *
 * @param publicWeb client for the public internet only
 * @param privateWeb client that also accesses private networks, for sources that are allowed to
 * @param workFolder folder for temporary files; created when first needed
 * @param clock current time
 * @param environment environment variables, which may hold secrets
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

    /** Returns the HTTP client that a source may use; it signs in to the source's server. */
    public WebClient web(SourceSettings settings) {
        WebClient web = settings.allowPrivate() ? privateWeb : publicWeb;
        SourceAccess access = settings.access();
        return access == null ? web : web.with(settings.server(), access.headers(environment));
    }

    @Override
    public String toString() {
        return "SourceContext[workFolder=" + workFolder + "]";
    }
}
