package dev.framewatch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs a program to completion and measures it, including all its child processes. */
final class MeasuredProcess {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final long EVERY_MILLIS = 20;

    private MeasuredProcess() {}

    /**
     * Measurements of a run.
     *
     * @param seconds wall-clock time
     * @param processorSeconds CPU time including child processes, sampled: up to 0.02 s may be
     *     missing
     * @param peakMegabytes peak resident memory including child processes; 0 if the system does not
     *     report it
     * @param ended whether it was told to end
     * @param out standard output
     */
    record Run(
            double seconds,
            double processorSeconds,
            long peakMegabytes,
            boolean ended,
            String out) {}

    /**
     * Runs a command.
     *
     * @param home value of {@code FRAMEWATCH_HOME}
     * @throws IOException if it cannot be started, or exits with a status other than 0 and 1
     */
    static Run run(Path home, String... command) throws IOException, InterruptedException {
        return run(home, Duration.ofDays(1), command);
    }

    /**
     * Runs a command as above, and tells it to end when its time is up.
     *
     * @param limit how long it may run; then any exit status is fine
     */
    static Run run(Path home, Duration limit, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("FRAMEWATCH_HOME", home.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> read(process));
        long peak = 0;
        Map<Long, Duration> processor = new HashMap<>();
        boolean ended = false;
        do {
            if (!ended && System.nanoTime() - start > limit.toNanos()) {
                process.toHandle().destroy(); // unlike destroy(), leaves its output readable
                ended = true;
            }
            peak = Math.max(peak, resident(process));
            family(process)
                    .forEach(each ->
                            each.info()
                                    .totalCpuDuration()
                                    .ifPresent(used -> processor.put(each.pid(), used)));
        } while (!process.waitFor(EVERY_MILLIS, TimeUnit.MILLISECONDS));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() > 1 && !ended) {
            throw new IOException(List.of(command) + " ended with " + process.exitValue());
        }
        double used = processor.values().stream().mapToLong(Duration::toNanos).sum() / 1e9;
        return new Run(seconds, used, peak / 1000, ended, out.join());
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the current resident memory of a process and its descendants, in kilobytes. */
    private static long resident(Process process) {
        return family(process).mapToLong(each -> resident(each.pid())).sum();
    }

    private static Stream<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static long resident(long pid) {
        try {
            Matcher found = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        } catch (IOException e) {
            return 0; // it has ended, or this system has no such file
        }
    }
}
