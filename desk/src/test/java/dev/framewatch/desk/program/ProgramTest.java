package dev.framewatch.desk.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.desk.program.ProcessResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
    private static final ProcessLimits LIMITS =
            new ProcessLimits(Duration.ofMinutes(1), 1 << 20, 1 << 20);

    @TempDir private Path folder;

    @BeforeEach
    void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh here");
    }

    @Test
    void theOutputOfAProgramIsReturnedWithItsStatus() throws Exception {
        ProcessResult ran = sh("echo found; echo 'lost it' >&2; exit 3").run(LIMITS);
        assertThat(ran.ending()).isEqualTo(Ending.EXITED);
        assertThat(ran.isSuccess()).isFalse();
        assertThat(ran.exitStatus()).isEqualTo(3);
        assertThat(ran.stdout()).isEqualTo("found\n");
        assertThat(ran.lastErrorLines(3)).containsExactly("lost it");
    }

    @Test
    void wordsAreNotReadByAShell() throws Exception {
        Program program = new Program(List.of("/bin/echo", "$HOME; `id` > x"), folder, Map.of());
        assertThat(program.run(LIMITS).stdout()).isEqualTo("$HOME; `id` > x\n");
    }

    @Test
    void nothingOfOurEnvironmentIsPassedOnButWhatProgramsNeed() throws Exception {
        Map<String, String> ours = Map.of("PATH", "/usr/bin:/bin", "SECRET", "hush");
        Map<String, String> bare = Program.minimalEnvironment(ours, folder);
        Program program = new Program(List.of("/usr/bin/env"), folder, bare);
        assertThat(program.run(LIMITS).stdout())
                .contains("PATH=/usr/bin:/bin", "HOME=" + folder)
                .doesNotContain("hush", "USER=");
    }

    /** Cron's has none, and a locale that is named need not be installed. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "xx_XX.UTF-8"})
    void programsReadAndWriteUtf8WhateverTheLocale(String locale) throws Exception {
        Map<String, String> environment =
                Program.minimalEnvironment(
                        Map.of("PATH", "/usr/bin:/bin", "LC_ALL", locale), folder);
        Program program =
                new Program(List.of("/bin/sh", "-c", "locale charmap"), folder, environment);

        assertThat(program.run(LIMITS).stdout()).isEqualTo("UTF-8\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelEndsProgramsWithUs() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "there is no setpriv here");
        Program program = new Program(List.of("/usr/bin/setpriv", "--dump"), folder, Map.of());

        assertThat(program.run(LIMITS).stdout()).containsPattern("Parent death signal: (SIG)?KILL");
    }

    @Test
    void aProgramThatTakesTooLongIsStoppedWithWhatItStarted() throws Exception {
        ProcessLimits short_ = new ProcessLimits(Duration.ofMillis(300), 1 << 20, 1 << 20);
        ProcessResult ran = sh("tail -f /dev/null & echo $!; tail -f /dev/null").run(short_);
        assertThat(ran.ending()).isEqualTo(Ending.TIMED_OUT);
        assertEnded(ran.stdout());
    }

    @Test
    void whatAProgramLeavesBehindIsStoppedEvenWhereItsParentHasEnded() throws Exception {
        ProcessResult ran = sh("(tail -f /dev/null & echo $!)").run(LIMITS);
        assertThat(ran.isSuccess()).isTrue();
        assertEnded(ran.stdout());
    }

    @Test
    void aProgramWithTooMuchOutputIsStopped() throws Exception {
        ProcessResult ran =
                sh("while :; do echo 0123456789; done")
                        .run(new ProcessLimits(Duration.ofMinutes(1), 5_000, 1 << 20));
        assertThat(ran.ending()).isEqualTo(Ending.OUTPUT_LIMIT);
        assertThat(ran.stdout()).hasSize(5_000);
    }

    @Test
    void onlyTheEndOfEndlessComplaintsIsKept() throws Exception {
        ProcessResult ran =
                sh("i=0; while [ $i -lt 20000 ]; do echo complaint $i; i=$((i+1)); done >&2")
                        .run(LIMITS);
        assertThat(ran.stderr()).hasSizeLessThan(20_000).endsWith("complaint 19999\n");
    }

    @Test
    void aProgramThatFillsTheDiskIsStopped() throws Exception {
        ProcessResult ran =
                sh("while :; do echo 0123456789 >> file; done")
                        .run(new ProcessLimits(Duration.ofMinutes(1), 1 << 20, 100_000));
        assertThat(ran.ending()).isEqualTo(Ending.DISK_LIMIT);
    }

    @Test
    void aProgramIsStoppedWhenItsThreadIsInterrupted() throws Exception {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Thread thread =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    sh("echo $$ > pid; mv pid started; tail -f /dev/null")
                                            .run(LIMITS);
                                } catch (InterruptedException | IOException e) {
                                    ended.complete(e);
                                }
                            });
            while (!Files.exists(folder.resolve("started"))) {
                watch.take().reset();
            }
            thread.interrupt();
        }
        assertThat(ended.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptedException.class);
        assertEnded(Files.readString(folder.resolve("started")));
    }

    @Test
    void aProgramThatIsNotThereCannotBeStarted() {
        Program program = new Program(List.of("no-such-program"), folder, Map.of());
        assertThatThrownBy(() -> program.run(LIMITS)).isInstanceOf(IOException.class);
    }

    private Program sh(String script) {
        Map<String, String> bare = Program.minimalEnvironment(System.getenv(), folder);
        return new Program(List.of("/bin/sh", "-c", script), folder, bare);
    }

    /** Polls, because a killed process takes a moment to disappear. */
    private static void assertEnded(String pid) throws Exception {
        ProcessHandle left = ProcessHandle.of(Long.parseLong(pid.strip())).orElse(null);
        if (left != null) {
            left.onExit().get(1, TimeUnit.MINUTES);
        }
    }
}
