package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.cli.Cli.Ran;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the launcher builds and starts, with a Java and a Maven that only say what they were told.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Instant BUILT = Instant.parse("2021-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2022-01-01T00:00:00Z");
    private static final String DENSE = "learn-dense/target/dist";

    @TempDir private Path folder;
    private Checkout checkout;

    @BeforeEach
    void aBuiltCheckout() throws IOException {
        checkout = new Checkout(folder.toRealPath());
        for (String name :
                List.of("framewatch-launcher.jar", "core-0.1.0.jar", "picocli-1.0.jar")) {
            checkout.change("cli/target/dist/lib/" + name, BUILT);
        }
        for (String name : List.of("framewatch.aot", "decoder.aot", "built")) {
            checkout.change("cli/target/dist/" + name, BUILT);
        }
        checkout.program("jdk/bin/javac", "");
        checkout.program("jdk/bin/java", "printf '%s\\n' \"$@\"");
        Files.writeString(checkout.file("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        checkout.set("FRAMEWATCH_JDK", checkout.file("jdk").toString());
        maven("echo \"$@\" >>maven-was-called; mkdir -p %s/native".formatted(DENSE));
    }

    private void maven(String script) throws IOException {
        checkout.program("bin/mvn", script);
        checkout.set("PATH", checkout.file("bin") + File.pathSeparator + System.getenv("PATH"));
    }

    private Path built() {
        return checkout.file("maven-was-called");
    }

    private Ran started(String... words) throws Exception {
        Ran ran = checkout.run(words);
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).endsWith(String.join("\n", words) + "\n");
        return ran;
    }

    /** As cron and systemd start it; Java would replace every umlaut by a question mark. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8", "xx_XX.UTF-8"})
    void argumentsAreReadAsUtf8WhateverTheLocale(String locale) throws Exception {
        checkout.program("jdk/bin/java", "printf '%s\\n' \"$LC_ALL\"");
        checkout.set("LC_ALL", locale);
        assertThat(checkout.run("status").out().strip()).isEqualTo("C.UTF-8");
    }

    /**
     * A Java that does not start ends with 1, one without memory with 3, one that crashes by ABRT.
     */
    @ParameterizedTest
    @CsvSource({
        "exit 0, 0",
        "exit 2, 2",
        "exit 10, 1",
        "exit 1, 2",
        "exit 3, 2",
        "exit 127, 2",
        "kill -ABRT $$, 2",
        "kill -KILL $$, 2",
        "kill -TERM $$, 143"
    })
    void onlyAnAnswerEndsWith0Or1(String java, int status) throws Exception {
        checkout.program("jdk/bin/java", java);

        Ran ran = checkout.run("scan", "video.mp4");

        assertThat(ran.status()).isEqualTo(status);
        assertThat(ran.out()).isEmpty();
        boolean explains = status == 2 && !java.equals("exit 2");
        assertThat(ran.err().lines()).hasSize(explains ? 1 : 0);
    }

    @Test
    void aJavaThatCannotBeRunEndsWith2() throws Exception {
        Files.writeString(checkout.file("jdk/bin/java"), "no program");

        assertThat(checkout.run("scan", "video.mp4").status()).isEqualTo(2);
        assertThat(checkout.file("jdk/bin/java").toFile().setExecutable(false)).isTrue();
        assertThat(checkout.run("scan", "video.mp4").status()).isEqualTo(2);
    }

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(strings = {"HUP", "INT", "TERM"})
    void signalsReachJavaAndItsAnswerCounts(String signal) throws Exception {
        checkout.program(
                "jdk/bin/java",
                "trap 'echo asked; exit 0' %s; echo ready; while :; do sleep 0.05; done"
                        .formatted(signal));

        Ran ran = checkout.runAndSignal(signal, "watch");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo("ready\nasked\n");
    }

    @Test
    @Timeout(60)
    void signalBeforeTheWatchIsStartedAgainEndsIt() throws Exception {
        checkout.program("jdk/bin/java", "echo ready; exit 75");

        Ran ran = checkout.runAndSignal("TERM", "watch");

        assertThat(ran.status()).isEqualTo(143);
        assertThat(ran.out()).isEqualTo("ready\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whateverKillsTheLauncherKillsJava() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "there is no setpriv here");
        checkout.program("jdk/bin/java", "echo $$; while :; do sleep 0.05; done");

        Ran ran = checkout.runAndSignal("KILL", "watch");

        ProcessHandle java = ProcessHandle.of(Long.parseLong(ran.out().strip())).orElse(null);
        if (java != null) {
            java.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan --home %s", "--home=%s scan"})
    void whatACrashOfJavaLeavesIsBelowTheHomeFolder(String line) throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        String[] words = line.formatted(home).split(" ");

        Ran ran = checkout.run(words);

        assertThat(ran.out()).contains("-XX:ErrorFile=%s/java-%%p.log\n".formatted(home));
        assertThat(home).as("without a crash").isEmptyDirectory();
        checkout.program(
                "jdk/bin/java",
                """
                for word; do
                  case $word in -XX:ErrorFile=*) file=${word#*=} ;; esac
                done
                echo details > "${file%'%p.log'}$$.log"
                kill -ABRT $$
                """);
        checkout.run(words);
        assertThat(home.resolve("crashes")).isDirectoryContaining("glob:**/java-*.log");
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).containsExactly(home.resolve("crashes"));
        }
    }

    @Test
    void onlyTheNewestCrashesAreKept() throws Exception {
        Path crashes = Files.createDirectories(folder.resolve("home/crashes"));
        for (int i = 0; i < 25; i++) {
            Files.setLastModifiedTime(
                    Files.writeString(crashes.resolve("java-%d.log".formatted(i)), ""),
                    FileTime.from(BUILT.plusSeconds(i)));
        }
        Path other = Files.writeString(crashes.resolve("other.txt"), "");
        checkout.program("jdk/bin/java", "kill -ABRT $$");
        checkout.set("FRAMEWATCH_HOME", folder.resolve("home").toString());

        Ran ran = checkout.run("status");

        assertThat(ran.err()).contains("its details, if any, are in " + crashes);
        assertThat(crashes.resolve("java-4.log")).doesNotExist();
        assertThat(crashes.resolve("java-5.log")).exists();
        assertThat(other).exists();
    }

    @Test
    void aHomeFolderIsNotCreatedForCrashes() throws Exception {
        checkout.set("FRAMEWATCH_HOME", folder.resolve("none").toString());

        assertThat(checkout.run("status").status()).isZero();

        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void theDistributionStartsWithItsRecordedClassCache() throws Exception {
        Ran ran = started("scan", "a b.mp4", "--target", "trump");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("-XX:AOTCache=" + checkout.distribution().resolve("framewatch.aot"))
                .contains("-jar\n")
                .doesNotContain(DENSE);
        assertThat(built()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core/src/test/java/RuleTest.java",
                "learn-dense/src/test/java/DenseTest.java",
                "learn-dense/src/main/java/Network.java",
                "learn-dense/pom.xml",
                "bench/src/main/java/Bench.java",
                "README.md"
            })
    void changesOfWhatItDoesNotStartBuildNothing(String file) throws Exception {
        checkout.change(file, LATER);

        started("scan", "video.mp4");
        started("train", "trump", "--head", "linear");

        assertThat(built()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "core/src/main/java/Rule.java",
                "learn/pom.xml",
                "desk/src/main/resources/page.css",
                "cli/src/main/java/Main.java"
            })
    void changedSourcesAreBuiltOnce(String file) throws Exception {
        checkout.change(file, LATER);

        assertThat(started("scan", "video.mp4").err()).contains("Building Framewatch");
        started("scan", "video.mp4");

        assertThat(built()).content().hasLineCount(1).contains("-pl cli -am package");
    }

    /** Maven is silent for its first second. */
    @ParameterizedTest
    @ValueSource(strings = {"", "sleep 0.6; echo 'Building Framewatch core'; sleep 1"})
    void onATerminalTheBuildShowsItsProgressAndTheProgramStarts(String output) throws Exception {
        maven(output);
        checkout.change("pom.xml", LATER);

        Ran ran = checkout.runOnTerminal("scan", "video.mp4");

        assertThat(ran.status()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("Building Framewatch (once", "scan\r\nvideo.mp4");
        assertThat(ran.out()).contains("-Dframewatch.terminals=outerr\r\n-Dframewatch.columns=57");
        assertThat(ran.out().contains("  Building Framewatch core")).isEqualTo(!output.isEmpty());
    }

    @Test
    void aBuildThatFailsWithoutAMessageNamesItsLog() throws Exception {
        maven("exit 137");
        checkout.change("pom.xml", LATER);

        Ran ran = checkout.run("scan", "video.mp4");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("the build failed", "The whole log is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--head dense", "--head=dense", "--head shape.yaml"})
    void theFirstDenseHeadFetchesLibtorch(String head) throws Exception {
        String[] words = ("train trump " + head).split(" ", -1);

        Ran first = started(words);
        Ran second = started(words);

        assertThat(first.err()).contains("libtorch", "90 MB", "350 MB");
        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .doesNotContain("-jar\n")
                .contains("--enable-native-access=ALL-UNNAMED\n")
                .contains("framewatch-launcher.jar:%s/lib/*\n".formatted(checkout.file(DENSE)))
                .contains("native:%s/native\n".formatted(checkout.file(DENSE)));
        assertThat(built()).content().hasLineCount(1).contains("-pl learn-dense -am package");
    }

    @ParameterizedTest
    @ValueSource(strings = {"learn-dense/src/main/java/Network.java", "cli/target/dist/built"})
    void whatTrainsDenseHeadsIsBuiltAgainWhenItOrTheRestWasChanged(String file) throws Exception {
        checkout.change(DENSE + "/native/libtorch", BUILT);
        checkout.change(DENSE + "/built", BUILT);
        started("train", "trump", "--head", "dense");
        assertThat(built()).doesNotExist();
        checkout.change(file, LATER);

        started("train", "trump", "--head", "dense");

        assertThat(built()).content().hasLineCount(1).contains("-pl learn-dense");
    }

    @Test
    void withoutLibtorchALinearHeadIsSuggested() throws Exception {
        maven("echo '[ERROR] pytorch: unknown host'; exit 1");

        Ran ran = checkout.run("train", "trump", "--head", "dense");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("pytorch: unknown host", "--head linear");
        assertThat(started("train", "trump").err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--help, framewatch",
        "help, framewatch",
        "scan -h, framewatch/scan",
        "help scan, framewatch/scan",
        "targets list --help, framewatch/targets/list"
    })
    void helpIsPrintedWithoutStartingJava(String line, String page) throws Exception {
        checkout.program("jdk/bin/java", "exit 1");
        checkout.write("cli/target/dist/share/help/" + page + ".txt", "Usage: " + page + "\n");

        Ran ran = checkout.run(line.split(" "));

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("Usage: " + page + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other --help", "../scan --help", "--json scan --help", "scan help"})
    void whatIsNotAPageIsLeftToJava(String line) throws Exception {
        checkout.write("cli/target/dist/share/help/framewatch/scan.txt", "Usage: scan\n");

        started(line.split(" "));
    }

    @Test
    void helpThatCannotBeWrittenEndsWithTwo() throws Exception {
        checkout.write("cli/target/dist/share/help/framewatch.txt", "Usage: framewatch\n");
        checkout.program("bin/cat", "exit 1");

        assertThat(checkout.run("--help").status()).isEqualTo(2);
    }

    @Test
    void onlyTrainingUsesBothCompilers() throws Exception {
        String quick = "-XX:TieredStopAtLevel=1\n";

        assertThat(started("scan", "train.mp4").out()).contains(quick);
        assertThat(started("train", "trump").out()).doesNotContain(quick);
        assertThat(started("--home", "h", "train", "trump").out()).doesNotContain(quick);
    }

    /** As "Memory" in ARCHITECTURE.md plans it, on a machine with 4 GB or more. */
    @ParameterizedTest
    @CsvSource({"watch,2048", "train x,2048", "retrain x,2048", "scan v.mp4,1024", "status,1024"})
    void theHeapFollowsFromTheCommand(String line, int megabytes) throws Exception {
        assertThat(started(line.split(" ")).out()).contains("-Xmx" + megabytes + "m\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-01-01T00:00:00Z", "2020-01-01T00:00:00Z"})
    void aJarOfAnotherTimeIsNotStartedAsItWasRecorded(Instant time) throws Exception {
        checkout.change("cli/target/dist/lib/core-0.1.0.jar", time);

        Ran ran = started("scan", "video.mp4");

        assertThat(ran.out()).doesNotContain("AOTCache", "decoder.aot");
        assertThat(ran.err()).contains("starts more slowly", "built is deleted");
    }

    @Test
    void withoutARecordedStartItStartsAllTheSame() throws Exception {
        Files.delete(checkout.distribution().resolve("framewatch.aot"));

        assertThat(started("scan", "video.mp4").out()).doesNotContain("AOTCache");
    }

    /** Dies of each of the statuses, one after the other; tells the last one what it was told. */
    private void javaThatEndsWith(String statuses) throws IOException {
        checkout.program(
                "jdk/bin/java",
                """
                echo "started after '$FRAMEWATCH_PREDECESSOR'"
                cd "${0%%/*}"
                [ -f left ] || echo '%s' >left
                read -r status left <left
                echo "$left" >left
                exit "$status"
                """
                        .formatted(statuses));
    }

    @ParameterizedTest
    @CsvSource({"75 0, died, 0", "134 2, died, 2", "137 0, '', 0", "3 0, died, 0"})
    void aWatchThatDiesIsStartedAgainAndToldHowItEnded(String statuses, String told, int status)
            throws Exception {
        javaThatEndsWith(statuses);

        Ran ran = checkout.run("--home", "watch-home", "watch", "--quiet");

        assertThat(ran.status()).as(ran.err()).isEqualTo(status);
        assertThat(ran.out()).isEqualTo("started after ''\nstarted after '%s'\n".formatted(told));
        assertThat(ran.err()).contains("is started again in 1 s");
    }

    /** Java ends with 1 if it crashes and writes no core dump, and if it cannot start. */
    @Test
    void aWatchWhoseJavaCrashesIsStartedAgainAndOneWhoseJavaCannotStartIsNot() throws Exception {
        checkout.program(
                "jdk/bin/java",
                """
                echo "started after '$FRAMEWATCH_PREDECESSOR'"
                for option; do case $option in -XX:ErrorFile=*) log=${option#*=} ;; esac; done
                [ -n "$FRAMEWATCH_PREDECESSOR" ] || echo >"${log%java-*}java-$$.log"
                exit 1
                """);
        Path home = Files.createDirectory(checkout.file("watch-home"));

        Ran ran = checkout.run("--home", home.toString(), "watch");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEqualTo("started after ''\nstarted after 'died'\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"watch --once", "scan watch", "--home watch status", "watch --help"})
    void nothingElseIsStartedAgain(String line) throws Exception {
        javaThatEndsWith("75 0");

        Ran ran = checkout.run(line.split(" ", -1));

        assertThat(ran.status()).isNotZero();
        assertThat(ran.out()).isEqualTo("started after ''\n");
    }

    @Test
    void aWatchThatIsToldToEndIsNotStartedAgain() throws Exception {
        checkout.program(
                "jdk/bin/java",
                """
                trap 'echo stopped; exit 75' TERM
                kill "$FRAMEWATCH_SUPERVISOR"
                while :; do sleep 0.1; done
                """);

        Ran ran = checkout.run("watch");

        assertThat(ran.out()).isEqualTo("stopped\n");
        assertThat(ran.err()).isEmpty();
    }
}
