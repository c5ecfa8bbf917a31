package dev.framewatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredProcessTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Test
    void aRunIsMeasuredAndItsOutputKept() throws Exception {
        MeasuredProcess.Run run = MeasuredProcess.run(Path.of("."), JAVA, "--version");

        assertThat(run.out()).contains("25");
        assertThat(run.seconds()).isPositive();
    }

    @Test
    void aRunThatFailsIsNoMeasurement() {
        assertThatThrownBy(() -> MeasuredProcess.run(Path.of("."), "sh", "-c", "exit 2"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended with 2");
    }

    @Test
    void theMedianIsInTheMiddle() {
        assertThat(Bench.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Bench.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    }
}
