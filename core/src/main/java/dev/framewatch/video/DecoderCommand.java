package dev.framewatch.video;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the command line of a decoder process: the current Java runtime, with options for a fast
 * start and a small footprint.
 */
final class DecoderCommand {
    private static final String NATIVES_PROPERTY = "framewatch.natives";
    private static final String AOT_CACHE_PROPERTY = "framewatch.decoder.aot";

    private DecoderCommand() {}

    static List<String> of(Class<?> main, DecoderLimits limits) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("os.name", "").startsWith("Linux")) {
            command.addAll(
                    List.of(
                            "/bin/sh",
                            "-c",
                            "ulimit -c 0; ulimit -d %d && exec \"$@\""
                                    .formatted(1024L * limits.memoryMegabytes()),
                            "sh"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-XX:+DisplayVMOutputToStderr",
                        "-XX:+ErrorFileToStderr",
                        "-XX:-CreateCoredumpOnCrash",
                        "-Xlog:disable", // would be written to standard output, among the responses
                        "-Xms48m",
                        "-Xmn32m", // with less, images outlive it and are copied
                        "-Xmx%dm".formatted(heapMegabytes(limits)),
                        "-XX:-ShrinkHeapInSteps", // what a large image needed is given back
                        "-Xss512k",
                        "-Djava.awt.headless=true",
                        "--enable-native-access=ALL-UNNAMED"));
        String aot = System.getProperty(AOT_CACHE_PROPERTY);
        if (aot != null && Files.isReadable(Path.of(aot))) {
            command.add("-XX:AOTCache=" + aot);
        }
        String natives = System.getProperty(NATIVES_PROPERTY);
        if (natives != null) {
            command.add("-D" + NATIVES_PROPERTY + "=" + natives);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), main.getName()));
        return List.copyOf(command);
    }

    /** Returns the share of the limit that Java's own readers of images may take. */
    private static int heapMegabytes(DecoderLimits limits) {
        return limits.memoryMegabytes() * 2 / 3;
    }
}
