package dev.framewatch.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.desk.ytdlp.YtDlp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Fake yt-dlp that replays a recorded response. */
public final class RecordedYtDlp {
    private final Path program;

    /**
     * @param script shell script for all requests except the version
     */
    public RecordedYtDlp(Path folder, String script) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh here");
        program =
                Files.writeString(
                        folder.resolve("yt-dlp"),
                        """
                        #!/bin/sh
                        case "$*" in *--version*) echo 2024.08.06; exit;; esac
                        %s
                        """
                                .formatted(script));
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /** Returns a program that prints the given JSON. */
    public static RecordedYtDlp saying(Path folder, String json) throws IOException {
        Path said = Files.writeString(folder.resolve("said.json"), json);
        return new RecordedYtDlp(folder, "cat '" + said + "'");
    }

    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("FRAMEWATCH_YTDLP", program.toString());
        return environment;
    }

    public YtDlp ytDlp() {
        return YtDlp.of(environment());
    }
}
