package dev.framewatch.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What this process holds at a moment.
 *
 * @param heapMegabytes used heap after a garbage collection
 * @param residentMegabytes resident memory
 * @param files number of open files and pipes
 * @param threads number of threads
 * @param children number of child processes
 */
record Footprint(
        long heapMegabytes, long residentMegabytes, long files, int threads, long children) {
    private static final String RESIDENT = "VmRSS";
    private static final String PEAK = "VmHWM";

    /** Measures this process; where there is no {@code /proc}, only what Java knows. */
    static Footprint now() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new Footprint(
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                megabytes(ProcessHandle.current().pid(), RESIDENT),
                openFiles(),
                Thread.activeCount(),
                descendants().size());
    }

    /** Returns the largest peak of resident memory that a living child process has had. */
    static long childPeakMegabytes() {
        return descendants().stream()
                .mapToLong(child -> megabytes(child.pid(), PEAK))
                .max()
                .orElse(0);
    }

    private static List<ProcessHandle> descendants() {
        return ProcessHandle.current().descendants().toList();
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static long megabytes(long pid, String field) {
        try {
            Matcher found =
                    Pattern.compile("(?m)^" + field + ":\\s+(\\d+) kB$")
                            .matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) >> 10 : 0;
        } catch (IOException e) {
            return 0; // it has ended, or this system has no such file
        }
    }
}
