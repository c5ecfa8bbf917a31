package dev.framewatch.desk.service;

import dev.framewatch.desk.api.CanaryDto;
import dev.framewatch.desk.health.Canary;
import dev.framewatch.desk.health.CanaryRepository;
import dev.framewatch.desk.store.Database;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Adds, lists and removes canaries: posts and videos that must always be detected. */
public final class CanaryService {
    private final Database database;
    private final Clock clock;

    CanaryService(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A canary to add or remove.
     *
     * @param kind {@code post} or {@code video}
     * @param subject the source that must return the post, or the target that must match the video
     * @param value ID of the post, or path of the video
     */
    public record CanaryRequest(String kind, String subject, String value) {}

    /** Returns all canaries with their state. */
    public List<CanaryDto> list() {
        Instant now = clock.instant();
        return database.read(handle -> new CanaryRepository(handle).all()).stream()
                .map(canary -> CanaryDto.of(canary, now))
                .toList();
    }

    /**
     * Adds a canary; an existing one is left unchanged.
     *
     * @throws InvalidFieldException if the kind is unknown
     * @throws NotFoundException if the video does not exist
     */
    public void add(CanaryRequest request) {
        Canary.Kind kind = kind(request.kind);
        String value = kind == Canary.Kind.VIDEO ? existing(request.value) : request.value;
        database.write(handle ->
                new CanaryRepository(handle).add(kind, request.subject, value, clock.instant()));
    }

    private static String existing(String video) {
        Path path = Path.of(video).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new NotFoundException(path + ": no such video");
        }
        return path.toString();
    }

    /**
     * Removes a canary.
     *
     * @throws InvalidFieldException if the kind is unknown
     * @throws NotFoundException if there is no such canary
     */
    public void remove(CanaryRequest request) {
        Canary.Kind kind = kind(request.kind);
        boolean removed =
                database.writeAndGet(handle ->
                        new CanaryRepository(handle).remove(kind, request.subject, request.value));
        if (!removed) {
            throw new NotFoundException("no such canary");
        }
    }

    private static Canary.Kind kind(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "post" -> Canary.Kind.POST;
            case "video" -> Canary.Kind.VIDEO;
            default ->
                    throw new InvalidFieldException(
                            "kind", "unknown canary type '" + word + "' (choose from post, video)");
        };
    }
}
