package dev.framewatch.cli.desk;

import dev.framewatch.desk.feed.SourceTools;
import dev.framewatch.desk.http.AddressRules;
import dev.framewatch.desk.http.Web;
import java.io.IOException;

/** What Sources need, for as long as a command runs. */
final class OpenTools implements AutoCloseable {
    private final Web outside;
    private final Web inside;
    private final SourceTools tools;

    OpenTools(Desk desk) {
        this.outside = new Web(AddressRules.PUBLIC_ONLY, desk.clock());
        this.inside = new Web(AddressRules.PRIVATE_TOO, desk.clock());
        this.tools =
                new SourceTools(
                        outside,
                        inside,
                        desk.home().get().resolve("work"),
                        desk.clock(),
                        desk.environment());
    }

    SourceTools tools() {
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
