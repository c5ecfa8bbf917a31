package dev.framewatch.desk.service;

import dev.framewatch.desk.review.FrameExtractor;
import dev.framewatch.desk.store.Database;
import dev.framewatch.home.Home;
import dev.framewatch.targets.TargetService;
import dev.framewatch.targets.TargetStore;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/**
 * The services of one home folder, on one open database:
 *
 * <pre>{@code
 * try (DeskServices services = DeskServices.open(environment)) {
 *     services.sources().list().forEach(source -> ...);
 * }
 * }</pre>
 */
public final class DeskServices implements AutoCloseable {
    private final Environment environment;
    private final Database database;
    private final FrameExtractor extractor = new FrameExtractor();

    private DeskServices(Environment environment, Database database) {
        this.environment = environment;
        this.database = database;
    }

    /**
     * Dependencies of the services.
     *
     * @param home the user's folders
     * @param clock current time; its zone is the user's
     * @param variables environment variables of the process, the source of secrets and of the
     *     search path for programs
     * @param version program version, recorded in exports
     */
    public record Environment(
            Home home, Clock clock, Map<String, String> variables, String version) {
        public Environment {
            variables = Map.copyOf(variables);
        }

        /** Omits the variables, since some hold secrets. */
        @Override
        public String toString() {
            return "Environment[home=%s, version=%s]".formatted(home, version);
        }
    }

    /**
     * Opens the services and their database, which is created if missing.
     *
     * @throws IOException if the database cannot be opened
     */
    public static DeskServices open(Environment environment) throws IOException {
        return new DeskServices(environment, Database.open(environment.home));
    }

    /** Returns whether the home folder has a database, i.e. whether opening it creates nothing. */
    public static boolean exist(Home home) {
        return Database.isIn(home);
    }

    public SourceService sources() {
        return new SourceService(
                database, environment.home, environment.clock, environment.variables);
    }

    public AlertService alerts() {
        return new AlertService(
                database, environment.home, environment.clock, environment.variables);
    }

    public PostService posts() {
        return new PostService(database, environment.clock);
    }

    public ReviewService reviews() {
        return new ReviewService(database, environment.home, environment.clock, extractor);
    }

    public SightingService sightings() {
        return new SightingService(
                database, environment.home, environment.clock, environment.version);
    }

    public EvidenceService evidence() {
        return new EvidenceService(database, environment.home);
    }

    public EventService events() {
        return new EventService(database);
    }

    public TargetService targets() {
        return new TargetService(new TargetStore(environment.home.targets()));
    }

    public TrendService trends() {
        return new TrendService(
                database, environment.clock, new KnownNames(database, environment.home));
    }

    public StatusService status() {
        return new StatusService(database, environment.home, environment.clock);
    }

    public AuditService audit() {
        return new AuditService(database);
    }

    public BackupService backups() {
        return new BackupService(
                database, environment.home, environment.clock, environment.version);
    }

    public CanaryService canaries() {
        return new CanaryService(database, environment.clock);
    }

    public TargetGovernanceService governance() {
        return new TargetGovernanceService(database, environment.home, environment.clock);
    }

    public ConfigurationService configuration() {
        return new ConfigurationService(
                database, environment.home, environment.clock, environment.variables, sources());
    }

    @Override
    public void close() {
        extractor.close();
        database.close();
    }
}
