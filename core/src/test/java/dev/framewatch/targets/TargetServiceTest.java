package dev.framewatch.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.ErrorCode;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.ServiceException;
import dev.framewatch.targets.TargetService.Listed;
import dev.framewatch.verdict.LightTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets as they are listed, described and removed. */
class TargetServiceTest {
    @TempDir private Path folder;
    private TargetService targets;

    @BeforeEach
    void twoTargetsOfWhichOneIsDamaged() throws IOException {
        LightTargets.in(folder, "light", 0).close();
        Files.writeString(folder.resolve("broken.target"), "no zip");
        targets = new TargetService(new TargetStore(folder));
    }

    @Test
    void allAreListedByNameAndADamagedOneWithItsProblem() {
        List<Listed> all = targets.list();

        assertThat(all).extracting(Listed::name).containsExactly("broken", "light");
        assertThat(all.getFirst().manifest()).isNull();
        assertThat(all.getFirst().problem()).contains("broken.target");
        assertThat(Objects.requireNonNull(all.getLast().manifest()).kind())
                .isEqualTo(TargetKind.SCENE);
        assertThat(all.getLast().problem()).isEmpty();
    }

    @Test
    void oneIsDescribedByItsManifest() {
        assertThat(targets.info("light").name()).isEqualTo("light");
        assertThatThrownBy(() -> targets.info("broken"))
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.REFUSED));
    }

    @Test
    void aDamagedOneHasAFileAndCanBeRemoved() throws IOException {
        assertThat(targets.file("broken")).exists();

        targets.remove("broken");

        assertThat(targets.list()).extracting(Listed::name).containsExactly("light");
    }

    @Test
    void oneThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> targets.info("anna"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("'anna'");
        assertThatThrownBy(() -> targets.file("anna")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> targets.remove("anna")).isInstanceOf(NotFoundException.class);
    }
}
