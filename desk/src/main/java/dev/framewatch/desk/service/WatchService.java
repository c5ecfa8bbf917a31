package dev.framewatch.desk.service;

import dev.framewatch.desk.WatchFactory;
import dev.framewatch.desk.watch.Supervisor;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.desk.watch.WatchSettings;
import dev.framewatch.desk.watch.WatchSettingsFile;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.home.Home;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Opens the watch of a home folder, with its own database connection. */
public final class WatchService {
    private final DeskServices.Environment environment;
    private final Function<Backbones, FeatureExtractor> models;

    /**
     * @param environment environment of the services
     * @param models loads the backbone models shared by targets
     */
    public WatchService(
            DeskServices.Environment environment, Function<Backbones, FeatureExtractor> models) {
        this.environment = environment;
        this.models = models;
    }

    /**
     * Opens the watch. The caller runs it with {@link WatchFactory#once} or {@link
     * WatchFactory#run}, stops it with {@link WatchFactory#stop} from another thread, and closes
     * it.
     *
     * @param settings settings file; null for that of the home folder, or the defaults
     * @param listener receives progress events
     * @param supervisor replaces the process if it is no longer sound
     * @throws NotFoundException if there are no targets
     * @throws RefusedException if the settings are invalid; the message names line and field
     * @throws ConflictException if another process watches the home folder
     */
    public WatchFactory open(@Nullable Path settings, WatchListener listener, Supervisor supervisor)
            throws IOException {
        Home home = environment.home();
        WatchSettings applied =
                settings == null ? WatchSettingsFile.of(home) : WatchSettingsFile.read(settings);
        if (new TargetStore(home.targets()).names().isEmpty()) {
            throw new NotFoundException("no targets");
        }
        WatchFactory.RuntimeContext context =
                new WatchFactory.RuntimeContext(
                        home,
                        models,
                        environment.variables(),
                        environment.clock(),
                        RandomGenerator.getDefault(),
                        supervisor,
                        environment.version());
        return WatchFactory.open(context, applied, listener);
    }
}
