package dev.framewatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.testing.JavaProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime runs without telemetry. */
@Timeout(60)
class OnnxRuntimeTest {
    @TempDir private Path home;

    /** ONNX Runtime 1.29's telemetry read the command line and overflowed the stack on this one. */
    @Test
    void longCommandLinesAreSupported() throws Exception {
        assertThat(start(Collections.nCopies(500, "/videos/a-rather-long-name-of-a-video.mp4")))
                .isZero();
    }

    @Test
    void recordsNothingAboutTheComputerOrItsUse() throws Exception {
        assertThat(start(List.of())).isZero();

        try (Stream<Path> left = Files.walk(home)) {
            assertThat(left).containsExactly(home);
        }
    }

    private int start(List<String> arguments) throws Exception {
        ProcessBuilder process =
                new ProcessBuilder(
                        JavaProcess.command(List.of(), Starting.class, arguments.toArray()));
        process.environment().remove("ORT_DISABLE_TELEMETRY");
        process.environment().remove("XDG_CACHE_HOME");
        process.environment().put("HOME", home.toString());
        process.redirectErrorStream(true).redirectOutput(new File("/dev/null"));
        return process.start().waitFor();
    }

    /** Starts ONNX Runtime the way commands do. */
    static final class Starting {
        private Starting() {}

        public static void main(String[] arguments) {
            OnnxRuntime.environment();
        }
    }
}
