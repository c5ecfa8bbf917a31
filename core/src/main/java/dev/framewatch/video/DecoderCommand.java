package dev.framewatch.video;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a decoder process: this program's own Java, told to start fast and small. */
final class DecoderCommand {
    private static final String NATIVES = "framewatch.natives";
    private static final String AOT_CACHE = "framewatch.decoder.aot";

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
                        "-Xlog:disable", // it would go to standard output, among the answers
                        "-Xmx64m",
                        "-Xss512k",
                        "--enable-native-access=ALL-UNNAMED"));
        String aot = System.getProperty(AOT_CACHE);
        if (aot != null && Files.isReadable(Path.of(aot))) {
            command.add("-XX:AOTCache=" + aot);
        }
        String natives = System.getProperty(NATIVES);
        if (natives != null) {
            command.add("-D" + NATIVES + "=" + natives);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), main.getName()));
        return List.copyOf(command);
    }
}
