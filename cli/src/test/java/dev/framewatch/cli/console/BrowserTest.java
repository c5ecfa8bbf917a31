package dev.framewatch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserTest {
    private static final URI PAGE = Path.of("/tmp/a folder/page.html").toUri();
    private static final String ADDRESS = PAGE.toString();

    @Test
    void isWhatOpensFilesOnTheDesktop() {
        assertThat(new Browser("Linux", Map.of("DISPLAY", ":0")).command(PAGE))
                .containsExactly("xdg-open", ADDRESS);
        assertThat(new Browser("Linux", Map.of("WAYLAND_DISPLAY", "w")).command(PAGE))
                .containsExactly("xdg-open", ADDRESS);
        assertThat(new Browser("Mac OS X", Map.of()).command(PAGE))
                .containsExactly("open", ADDRESS);
        assertThat(new Browser("Windows 11", Map.of()).command(PAGE))
                .containsExactly("rundll32", "url.dll,FileProtocolHandler", ADDRESS);
    }

    @Test
    void withoutADesktopNothingIsOpened() {
        Browser browser = new Browser("Linux", Map.of());

        assertThat(browser.command(PAGE)).isNull();
        assertThat(browser.open(PAGE)).isFalse();
    }
}
