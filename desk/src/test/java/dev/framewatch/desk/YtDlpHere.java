package dev.framewatch.desk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Detects whether yt-dlp is installed; tests that run it are skipped otherwise. */
public final class YtDlpHere {
    private YtDlpHere() {}

    public static void assume() {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean here =
                Stream.of(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "yt-dlp")));
        assumeTrue(here, "yt-dlp is not installed here");
    }
}
