package dev.framewatch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.error.NotFoundException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of an error that nobody foresaw, and what lies in the file about it. */
class UnforeseenErrorsTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("BOT_TOKEN", "123456:AbC", "PATH", "/usr/bin", "SMTP_PASSWORD", "");

    @TempDir private Path folder;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private UnforeseenErrors errors;
    private Path crashes;

    @BeforeEach
    void anEmptyHome() {
        crashes = folder.resolve("home/crashes");
        errors = errorsIn(crashes);
    }

    private UnforeseenErrors errorsIn(Path reports) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Instant now = Instant.parse("2026-11-30T09:20:11Z");
        return new UnforeseenErrors(
                new Console(stream, stream, false, false),
                () -> new CrashReports(reports, ENVIRONMENT, InstantSource.fixed(now)),
                () -> "framewatch sources add");
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(crashes)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aPersonReadsOneSentenceAndTheDetailsLieInAFile() throws IOException {
        errors.report(new CompletionException(new ClassCastException("a\nb")));

        Path file = kept().getFirst();
        assertThat(said())
                .isEqualTo(
                        "framewatch: unexpected error: ClassCastException, a; details for whoever"
                                + " repairs it: %s%n",
                        file);
        assertThat(file.getFileName().toString()).startsWith("2026-11-30T09-20-11Z-");
        assertThat(file)
                .content()
                .contains(
                        "command: framewatch sources add",
                        "thread: ",
                        "ClassCastException: a",
                        "at " + UnforeseenErrorsTest.class.getName());
    }

    @Test
    void onlyTheOwnerCanReadTheDetails() throws IOException {
        errors.report(new AssertionError());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(crashes)))
                .isEqualTo("rwx------");
    }

    @Test
    void theDetailsHoldNoSecrets() throws IOException {
        errors.report(
                new IllegalStateException(
                        "bot123456:AbC at https://example.org/hook?token=abcdef, in /usr/bin"));

        assertThat(kept().getFirst())
                .content()
                .contains("bot… at https://example.org/hook", "/usr/bin")
                .doesNotContain("AbC", "abcdef");
    }

    @Test
    void theDetailsAreBounded() throws IOException {
        for (int i = 0; i < CrashReports.KEPT + 3; i++) {
            errors.report(new IllegalStateException("x".repeat(CrashReport.MAX_CHARS)));
        }

        assertThat(kept())
                .hasSize(CrashReports.KEPT)
                .allSatisfy(file -> assertThat(file).hasSize(CrashReport.MAX_CHARS));
    }

    @Test
    void withoutMemoryOrADiskTheSentenceRemains() throws IOException {
        Files.writeString(folder.resolve("home"), "a file where the folder should be");

        errors.report(new OutOfMemoryError("Java heap space"));

        assertThat(said()).matches("framewatch: there was not enough memory \\(\\d+ MB\\)\\R");
    }

    @Test
    void aThreadThatDiesIsReportedLikeACommand() throws Exception {
        Thread thread = new Thread(() -> List.of().getFirst(), "read-frames");
        thread.setUncaughtExceptionHandler(errors);
        assertThat(errors.threadDied()).isFalse();

        thread.start();
        thread.join();

        assertThat(errors.threadDied()).isTrue();
        assertThat(said()).startsWith("framewatch: unexpected error: NoSuchElementException");
        assertThat(kept().getFirst()).content().contains("thread: read-frames");
    }

    @Test
    void whatFailsAfterAnInterruptWasInterrupted() {
        errors.interrupted();

        errors.report(new ExceptionInInitializerError());

        assertThat(said()).isEqualTo("framewatch: it was interrupted%n", "");
        assertThat(crashes).doesNotExist();
    }

    @Test
    void whatTheProgramSaysItselfIsForeseen() {
        assertThat(
                        List.of(
                                new NotFoundException("no target 'trump'"),
                                new IOException("disk"),
                                new IllegalArgumentException("rule: expected share:1/3"),
                                new InterruptedException(),
                                new CompletionException(new IOException("disk"))))
                .allMatch(UnforeseenErrors::isForeseen);
        assertThat(
                        List.of(
                                new NullPointerException("getLineNr() … is null"),
                                new IllegalArgumentException(),
                                new StackOverflowError(),
                                new CompletionException(new ClassCastException())))
                .noneMatch(UnforeseenErrors::isForeseen);
    }
}
