package dev.framewatch.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which folders the environment chooses. */
class HomeTest {
    private static final Path ANN = Path.of("/home/ann");

    @Test
    void theHomeFolderFollowsTheEnvironment() {
        assertThat(Home.of(Map.of(), ANN).directory())
                .isEqualTo(Path.of("/home/ann/.local/share/framewatch"));
        assertThat(Home.of(Map.of("FRAMEWATCH_HOME", "/desk"), ANN).directory())
                .isEqualTo(Path.of("/desk"));
        assertThat(Home.of(Map.of("FRAMEWATCH_HOME", " "), ANN).directory())
                .isEqualTo(Path.of("/home/ann/.local/share/framewatch"));
    }

    @Test
    void theCacheFollowsTheEnvironment() {
        assertThat(Home.of(Map.of(), ANN).cache())
                .isEqualTo(Path.of("/home/ann/.cache/framewatch"));
        assertThat(Home.of(Map.of("XDG_CACHE_HOME", "/x"), ANN).cache())
                .isEqualTo(Path.of("/x/framewatch"));
        assertThat(Home.of(Map.of("XDG_CACHE_HOME", "relative"), ANN).cache())
                .isEqualTo(Path.of("/home/ann/.cache/framewatch"));
        assertThat(Home.of(Map.of("FRAMEWATCH_CACHE", "/f", "XDG_CACHE_HOME", "/x"), ANN).cache())
                .isEqualTo(Path.of("/f"));
    }

    @Test
    void anotherHomeFolderKeepsTheCache() {
        Home home = Home.of(Map.of("FRAMEWATCH_CACHE", "/f"), ANN).withDirectory(Path.of("/desk"));

        assertThat(home.targets()).isEqualTo(Path.of("/desk/targets"));
        assertThat(home.models()).isEqualTo(Path.of("/desk/models"));
        assertThat(home.trainingFeatures()).isEqualTo(Path.of("/f/learning"));
        assertThat(home.optimizedModels()).isEqualTo(Path.of("/f/optimised"));
        assertThat(home.features()).isEqualTo(Path.of("/f/features"));
    }
}
