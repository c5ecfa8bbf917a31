package dev.framewatch.cli.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The user's web browser, started by the desktop's command for opening files. */
public final class Browser {
    private final @Nullable List<String> opener;

    /**
     * @param system name of the operating system, as in {@code os.name}
     * @param environment environment variables; they show whether there is a desktop
     */
    public Browser(String system, Map<String, String> environment) {
        this.opener = opener(system.toLowerCase(Locale.ROOT), environment);
    }

    private static @Nullable List<String> opener(String system, Map<String, String> environment) {
        if (system.contains("mac")) {
            return List.of("open");
        }
        if (system.contains("win")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler");
        }
        boolean desktop =
                environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return desktop ? List.of("xdg-open") : null;
    }

    /** Returns the command that opens a page, or null without a desktop. */
    @Nullable List<String> command(URI page) {
        if (opener == null) {
            return null;
        }
        return Stream.concat(opener.stream(), Stream.of(page.toString())).toList();
    }

    /**
     * Opens a page without waiting for it.
     *
     * @return whether a command was started
     */
    public boolean open(URI page) {
        List<String> command = command(page);
        if (command == null) {
            return false;
        }
        try {
            new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
