package dev.framewatch.desk.service;

import dev.framewatch.desk.SourceFactory;
import dev.framewatch.desk.api.PostDto;
import dev.framewatch.desk.api.SourceDto;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceAccess;
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
import org.jspecify.annotations.Nullable;

/** Adds, lists, tests, pauses, renames and removes sources. */
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
     * A source to add.
     *
     * @param name unique among sources: letters, digits, dots, hyphens and underscores
     * @param kind e.g. {@code feed}
     * @param place folder, file or URL, depending on the kind
     * @param every polling interval, at least one second
     * @param allowPrivate whether the source and its media may use private addresses
     * @param access what its server asks of its readers; null for nothing
     */
    public record NewSource(
            String name,
            String kind,
            String place,
            Duration every,
            boolean allowPrivate,
            @Nullable SourceAccess access) {
        /** Creates a request for a source whose server asks nothing of its readers. */
        public NewSource(
                String name, String kind, String place, Duration every, boolean allowPrivate) {
            this(name, kind, place, every, allowPrivate, null);
        }
    }

    /**
     * Result of a test poll.
     *
     * @param posts the first posts
     * @param total number of posts
     * @param notes what was skipped, for users
     */
    public record TestResult(List<PostDto> posts, int total, List<String> notes) {
        public TestResult {
            posts = List.copyOf(posts);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Adds a source, which is due at once. The audit log records only its kind, since the place may
     * contain secrets.
     *
     * @throws InvalidFieldException if a field is invalid
     * @throws NotFoundException if its file or folder does not exist
     * @throws RefusedException if the place, or the file that describes the source, cannot be used
     * @throws ConflictException if the name is taken
     */
    public SourceDto add(NewSource request, String actor) throws IOException {
        SourceKind kind = SourceKind.of(request.kind);
        SourceSettings settings =
                new SourceSettings(
                        request.name,
                        kind,
                        kind.isPath() ? existing(kind, request.place) : request.place,
                        request.every,
                        request.allowPrivate,
                        request.access);
        requireUsable(settings);
        database.write(handle -> insert(handle, settings, actor));
        return get(settings.name());
    }

    /**
     * Opens a source without polling it.
     *
     * @throws RefusedException if the place, or the file that describes the source, cannot be used
     */
    void requireUsable(SourceSettings settings) throws IOException {
        try (Tools tools = new Tools()) {
            SourceFactory.open(settings, tools.tools);
        } catch (SourceException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    void insert(Handle handle, SourceSettings settings, String actor) {
        if (!new SourceRepository(handle).add(settings, clock.instant())) {
            throw taken(settings.name());
        }
        AuditLog.append(
                handle,
                clock,
                actor,
                AuditAction.SOURCE_ADDED,
                settings.name(),
                Map.of("kind", settings.kind().word()));
    }

    static ConflictException taken(String name) {
        return new ConflictException(
                "source '%s' already exists; remove it first, or choose another name"
                        .formatted(name));
    }

    static String existing(SourceKind kind, String place) {
        Path path;
        try {
            path = Path.of(place).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new InvalidFieldException("place", "'%s' is not a valid path".formatted(place));
        }
        if (kind == SourceKind.FOLDER && !Files.isDirectory(path)) {
            throw new NotFoundException("no such folder: " + path);
        }
        if (!Files.exists(path)) {
            throw new NotFoundException("no such file: " + path);
        }
        return path.toString();
    }

    /** Returns all sources, sorted by name. */
    public List<SourceDto> list() {
        return database.read(handle -> new SourceRepository(handle).list()).stream()
                .map(SourceDto::of)
                .toList();
    }

    /**
     * Returns a source.
     *
     * @throws NotFoundException if there is no such source
     */
    public SourceDto get(String name) {
        return SourceDto.of(row(name));
    }

    private SourceRepository.Row row(String name) {
        return database.read(handle -> new SourceRepository(handle).get(name))
                .orElseThrow(() -> missing(name));
    }

    /**
     * Polls a source once and records nothing. Interruptible.
     *
     * @param limit maximum number of posts to return
     * @throws NotFoundException if there is no such source
     * @throws RefusedException if its settings, or the file that describes it, cannot be used
     * @throws UnavailableException if the source cannot be reached
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
     * Pauses polling of a source.
     *
     * @throws NotFoundException if there is no such source
     */
    public void pause(String name) {
        change(name, table -> table.pause(name));
    }

    /**
     * Resumes polling of a source, which is due at once.
     *
     * @throws NotFoundException if there is no such source
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
     * Gives a source another name. Its posts and their history follow; what the audit log, events
     * and evidence say of it stays.
     *
     * @return its name now
     * @throws NotFoundException if there is no such source
     * @throws InvalidFieldException if the other name is invalid
     * @throws ConflictException if the other name is taken, or was that of a removed source whose
     *     history is kept
     */
    public String rename(String name, String other, String actor) {
        return database.writeAndGet(handle -> {
            SourceSettings settings =
                    new SourceRepository(handle)
                            .get(name)
                            .orElseThrow(() -> missing(name))
                            .settings();
            SourceSettings renamed = settings.named(other);
            new SourceRename(handle, settings.name(), renamed.name()).run();
            AuditLog.append(
                    handle,
                    clock,
                    actor,
                    AuditAction.SOURCE_RENAMED,
                    renamed.name(),
                    Map.of("from", settings.name()));
            return renamed.name();
        });
    }

    /**
     * Removes a source; its posts are kept.
     *
     * @throws NotFoundException if there is no such source
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
        return new NotFoundException("no source '%s'".formatted(name));
    }

    /** HTTP clients for a single poll. */
    private final class Tools implements AutoCloseable {
        private final WebClients web = WebClients.create(variables, clock);
        private final SourceContext tools =
                new SourceContext(web.open(), web.inside(), home.work(), clock, variables);

        @Override
        public void close() throws IOException {
            web.close();
        }
    }
}
