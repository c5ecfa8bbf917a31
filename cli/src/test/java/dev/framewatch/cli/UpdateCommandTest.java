package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateCommandTest {
    private static final String FEED =
            """
            <rss version="2.0"><channel><title>Releases</title>
              <item><title>Framewatch 99.0.0</title><link>https://example.org/v99.0.0</link>
                <pubDate>Fri, 05 Mar 2027 10:00:00 GMT</pubDate></item>
            </channel></rss>
            """;

    @TempDir private Path folder;

    @Test
    void whatIsNewIsPrintedAndNothingElseHappens() throws IOException {
        try (LoopbackSite site = new LoopbackSite().page("/feed", FEED)) {
            Cli cli = cli(site.at("/feed").toString());

            Ran text = cli.run("update --check");
            Ran json = cli.run("update --check --json");

            assertThat(text.status()).as(text.err()).isEqualTo(1);
            assertThat(text.out())
                    .isEqualTo("Framewatch 99.0.0 of 2027-03-05  https://example.org/v99.0.0\n");
            assertThat(json.json().getFirst().get("version").stringValue()).isEqualTo("99.0.0");
            site.page("/feed", FEED.replace("99.0.0", "nothing"));
            assertThat(cli.run("update --check").status()).isZero();
        }
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void itSaysWhatItNeeds() {
        assertThat(cli("").run("update --check").refusal()).contains("FRAMEWATCH_RELEASES_URL");
        assertThat(cli("").run("update").err()).contains("does not change itself");
    }

    private Cli cli(String feed) {
        return new Cli(folder.resolve("home"), Map.of("FRAMEWATCH_RELEASES_URL", feed));
    }
}
