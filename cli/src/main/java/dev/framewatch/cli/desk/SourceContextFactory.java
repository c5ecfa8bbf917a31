package dev.framewatch.cli.desk;

import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.source.SourceContext;
import java.io.IOException;

/** What Sources need, for as long as a command runs. */
final class SourceContextFactory implements AutoCloseable {
    private final WebClient outside;
    private final WebClient inside;
    private final SourceContext tools;

    SourceContextFactory(DeskContext desk) {
        this.outside = new WebClient(AddressPolicy.PUBLIC_ONLY, desk.clock());
        this.inside = new WebClient(AddressPolicy.PRIVATE_TOO, desk.clock());
        this.tools =
                new SourceContext(
                        outside,
                        inside,
                        desk.home().get().resolve("work"),
                        desk.clock(),
                        desk.environment());
    }

    SourceContext tools() {
        return tools;
    }

    @Override
    public void close() throws IOException {
        try (outside;
                inside) {
            // both are closed, whatever happens to one
        }
    }
}
