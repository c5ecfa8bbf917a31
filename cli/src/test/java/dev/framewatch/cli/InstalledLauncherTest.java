package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher does in a release, with a Java that only says what it was told. */
@DisabledOnOs(OS.WINDOWS)
class InstalledLauncherTest {
    private static final Instant RELEASED = Instant.parse("2021-01-01T00:00:00Z");

    /** Says its arguments; writes what it is asked to record. */
    private static final String JAVA =
            """
            echo "$0"
            printf '%s\\n' "$@"
            for argument; do
              case $argument in
                -XX:AOTCacheOutput=*) : >"${argument#*=}" ;;
              esac
            done
            """;

    @TempDir private Path folder;
    private Checkout release;

    @BeforeEach
    void aRelease() throws IOException {
        release = new Checkout(folder.toRealPath());
        for (String name : List.of("framewatch-launcher.jar", "picocli-1.0.jar")) {
            release.change("lib/" + name, RELEASED);
        }
        Files.writeString(release.file("build-id"), "first\n");
        release.program("runtime/bin/java", JAVA);
        release.program("bin/mvn", "echo called >&2; exit 1");
        release.set("PATH", release.file("bin") + ":" + System.getenv("PATH"));
        release.set("FRAMEWATCH_CACHE", release.file("cache").toString());
        release.set("FRAMEWATCH_JDK", "/nonexistent");
        release.set("FRAMEWATCH_HOME", release.file("home").toString());
    }

    @Test
    void itStartsItsOwnJavaAndCompilesNothing() throws Exception {
        release.change("core/src/main/java/Source.java", Instant.now());

        Ran ran = release.run("scan", "video.mp4");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out())
                .startsWith(release.file("runtime/bin/java").toString())
                .endsWith("scan\nvideo.mp4\n");
        assertThat(ran.err()).doesNotContain("called", "Building");
    }

    @Test
    void theFirstStartRecordsStartsAndLaterOnesUseThem() throws Exception {
        Ran first = release.run("scan");
        Ran second = release.run("scan");

        String starts = "-XX:AOTCache=" + release.file("starts/first/framewatch.aot");
        assertThat(first.err()).contains("preparing quick starts");
        assertThat(first.out()).contains(starts);
        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .contains(starts)
                .contains("-Dframewatch.decoder.aot=" + release.file("starts/first/decoder.aot"));
        assertThat(release.file("starts/first"))
                .isDirectoryNotContaining(file -> !file.toString().endsWith(".aot"));
    }

    @Test
    void startsOfAnotherReleaseAreNeverUsedAndThenDeleted() throws Exception {
        release.run("scan");
        Files.writeString(release.file("build-id"), "second\n");

        Ran ran = release.run("scan");

        assertThat(ran.out())
                .contains("-XX:AOTCache=" + release.file("starts/second/framewatch.aot"));
        assertThat(release.file("starts/first")).doesNotExist();
    }

    @Test
    void whatCannotBeRecordedIsOnlySlower() throws Exception {
        release.program("record-starts", "echo no space >&2; exit 1");

        Ran ran = release.run("scan");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).doesNotContain("AOTCache").contains("-Xshare:auto");
        assertThat(ran.err()).contains("it starts more slowly: no space");
        assertThat(release.file("starts")).isEmptyDirectory();
    }

    @Test
    void aReplacedJarIsNotStartedAsItWasRecorded() throws Exception {
        release.run("scan");
        release.change("lib/framewatch-launcher.jar", Instant.now());

        Ran ran = release.run("scan");

        assertThat(ran.out()).doesNotContain("AOTCache");
        assertThat(ran.err()).contains("changed after they were installed");
    }

    @Test
    void denseHeadsNeedTheSourceTree() throws Exception {
        Ran ran = release.run("train", "logo", "--head", "dense");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("source tree", "--head linear");
    }
}
