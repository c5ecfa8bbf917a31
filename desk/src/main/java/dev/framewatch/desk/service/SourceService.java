package dev.framewatch.desk.service;

import dev.framewatch.desk.SourceFactory;
import dev.framewatch.desk.api.PostDto;
import dev.framewatch.desk.api.SourceDto;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.SourceRepository;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** Adds, lists, tests, pauses and removes Sources. */
public final class SourceService {
    private final Database database;
    private final Home home;
    private final Clock clock;
    private final Map<String, String> variables;

    SourceService(Database database, Home home, Clock clock, Map<String, String> variables) {
        this.database = database;
        this.home = home;
        this.clock = clock;
        this.variables = Map.copyOf(variables);
    }

    /**
     * A Source to add.
     *
     * @param name unique among Sources: letters, digits, dots, hyphens and underscores
     * @param kind such as {@code feed}
     * @param place a folder, file or address, as the kind wants it
     * @param every the time between polls, at least a second
     * @param allowPrivate whether it and its media may lie in a private network
     */
    public record NewSource(
            String name, String kind, String place, Duration every, boolean allowPrivate) {}

    /**
     * What a Source would deliver.
     *
     * @param posts the first of them
     * @param total how many there are
     * @param notes what was left out, for people
     */
    public record TestResult(List<PostDto> posts, int total, List<String> notes) {
        public TestResult {
            posts = List.copyOf(posts);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Adds a Source, which is due at once. The audit log tells its kind only, since the place may
     * be secret.
     *
     * @throws InvalidFieldException when a field is wrong
     * @throws NotFoundException when its file or folder does not exist
     * @throws RefusedException when the place, or the file that describes it, cannot be used
     * @throws ConflictException when there is one of that name
     */
    public SourceDto add(NewSource request, String actor) throws IOException {
        SourceKind kind = SourceKind.of(request.kind);
        SourceSettings settings =
                new SourceSettings(
                        request.name,
                        kind,
                        kind.isPath() ? existing(kind, request.place) : request.place,
                        request.every,
                        request.allowPrivate);
        try (Tools tools = new Tools()) {
            SourceFactory.open(settings, tools.tools);
        } catch (SourceException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
        database.write(handle -> insert(handle, settings, actor));
        return get(settings.name());
    }

    private void insert(Handle handle, SourceSettings settings, String actor) {
        if (!new SourceRepository(handle).add(settings, clock.instant())) {
            throw new ConflictException(
                    "there is a source '%s' already; remove it first, or choose another name"
                            .formatted(settings.name()));
        }
        AuditLog.append(
                handle,
                clock,
                actor,
                AuditAction.SOURCE_ADDED,
                settings.name(),
                Map.of("kind", settings.kind().word()));
    }

    private static String existing(SourceKind kind, String place) {
        Path path;
        try {
            path = Path.of(place).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new InvalidFieldException("place", "'%s' is no path".formatted(place));
        }
        if (kind == SourceKind.FOLDER && !Files.isDirectory(path)) {
            throw new NotFoundException("there is no folder " + path);
        }
        if (!Files.exists(path)) {
            throw new NotFoundException("there is no file " + path);
        }
        return path.toString();
    }

    /** Returns every Source, by name. */
    public List<SourceDto> list() {
        return database.read(handle -> new SourceRepository(handle).list()).stream()
                .map(SourceDto::of)
                .toList();
    }

    /**
     * Returns a Source.
     *
     * @throws NotFoundException when there is none of that name
     */
    public SourceDto get(String name) {
        return SourceDto.of(row(name));
    }

    private SourceRepository.Row row(String name) {
        return database.read(handle -> new SourceRepository(handle).get(name))
                .orElseThrow(() -> missing(name));
    }

    /**
     * Polls a Source once and records nothing. An interrupt cancels it.
     *
     * @param limit Posts to return
     * @throws NotFoundException when there is none of that name
     * @throws RefusedException when its settings, or the file that describes it, cannot be used
     * @throws UnavailableException when it gives no answer
     */
    public TestResult test(String name, int limit) throws IOException, InterruptedException {
        SourceSettings settings = row(name).settings();
        try (Tools tools = new Tools()) {
            Source.Batch batch = open(settings, tools).poll("");
            return new TestResult(
                    batch.posts().stream().limit(limit).map(PostDto::of).toList(),
                    batch.posts().size(),
                    batch.notes());
        } catch (SourceException e) {
            throw new UnavailableException("%s: %s".formatted(name, e.getMessage()));
        }
    }

    private static Source open(SourceSettings settings, Tools tools) {
        try {
            return SourceFactory.open(settings, tools.tools);
        } catch (SourceException e) {
            throw new RefusedException("%s: %s".formatted(settings.name(), e.getMessage()));
        }
    }

    /**
     * Suspends the polls of a Source.
     *
     * @throws NotFoundException when there is none of that name
     */
    public void pause(String name) {
        change(name, table -> table.pause(name));
    }

    /**
     * Resumes the polls of a Source, which is due at once.
     *
     * @throws NotFoundException when there is none of that name
     */
    public void resume(String name) {
        change(name, table -> table.resume(name, clock.instant()));
    }

    private void change(String name, Predicate<SourceRepository> change) {
        if (!database.writeAndGet(handle -> change.test(new SourceRepository(handle)))) {
            throw missing(name);
        }
    }

    /**
     * Removes a Source; what it delivered stays.
     *
     * @throws NotFoundException when there is none of that name
     */
    public void remove(String name, String actor) {
        database.write(handle -> {
            if (!new SourceRepository(handle).remove(name)) {
                throw missing(name);
            }
            AuditLog.append(handle, clock, actor, AuditAction.SOURCE_REMOVED, name, Map.of());
        });
    }

    private static NotFoundException missing(String name) {
        return new NotFoundException("there is no source '%s'".formatted(name));
    }

    /** The web clients of one poll. */
    private final class Tools implements AutoCloseable {
        private final WebClient outside = new WebClient(AddressPolicy.PUBLIC_ONLY, clock);
        private final WebClient inside = new WebClient(AddressPolicy.PRIVATE_TOO, clock);
        private final SourceContext tools =
                new SourceContext(outside, inside, home.work(), clock, variables);

        @Override
        public void close() throws IOException {
            try (outside;
                    inside) {
                // both are closed, whatever happens to one
            }
        }
    }
}
