package dev.framewatch.model;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.framewatch.error.ModelUnavailableException;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The real models, for tests: from the user's cache, fetched if necessary. */
public final class TestModels {
    private TestModels() {}

    /** Returns the store of the user who runs the tests. */
    public static ModelStore store() {
        Home home = Home.of(System.getenv(), Path.of(System.getProperty("user.home")));
        return new ModelStore(
                home.withDirectory(home.cache().resolve("no-own-models")),
                Npm.on(System.getenv("PATH")));
    }

    /** Returns a model's ONNX file; skips the test if there is no npm or no connection. */
    public static Path obtain(String id) {
        try {
            ModelStore store = store();
            return store.obtain(store.model(id), ProgressListener.SILENT);
        } catch (ModelUnavailableException e) {
            return abort(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
