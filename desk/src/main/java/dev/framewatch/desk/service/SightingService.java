package dev.framewatch.desk.service;

import dev.framewatch.desk.api.SightingDetailsDto;
import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.export.SightingDetails;
import dev.framewatch.desk.export.SightingDetailsQuery;
import dev.framewatch.desk.export.SightingExporter;
import dev.framewatch.desk.export.SightingFilter;
import dev.framewatch.desk.export.SightingQuery;
import dev.framewatch.desk.export.SightingSummary;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Page;
import dev.framewatch.desk.store.PageRequest;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lists, shows and exports sightings. */
public final class SightingService {
    private final Database database;
    private final Home home;
    private final Clock clock;
    private final String version;

    SightingService(Database database, Home home, Clock clock, String version) {
        this.database = database;
        this.home = home;
        this.clock = clock;
        this.version = version;
    }

    /** The format of an export. */
    public enum Format {
        /** CSV, for spreadsheets. */
        CSV,
        /** JSON Lines, with the fields of a list. */
        JSON,
        /** All evidence with a manifest of hashes. */
        ZIP,
        /** The content of a ZIP as a bag for archives (BagIt). */
        BAG
    }

    /**
     * An export request.
     *
     * @param format file format
     * @param file output file; an existing one is replaced atomically
     * @param selection which sightings to export
     * @param withMedia whether a ZIP or bag includes the videos that are still on disk
     */
    public record ExportRequest(
            Format format, Path file, SightingFilter selection, boolean withMedia) {
        public ExportRequest {
            if (withMedia && format != Format.ZIP && format != Format.BAG) {
                throw new InvalidFieldException("withMedia", "only a ZIP or bag can include media");
            }
        }
    }

    /**
     * Passes the selected sightings to a consumer one at a time, latest first.
     *
     * @return the number of sightings
     * @throws NotFoundException if a selected ID or target does not exist
     * @throws InvalidFieldException if a selected ID is malformed or ambiguous
     */
    public int list(SightingFilter filter, Consumer<SightingDto> to) {
        requireTarget(filter);
        return database.read(handle ->
                new SightingQuery(handle).forEach(filter, row -> to.accept(row.dto(home))));
    }

    /**
     * Returns a page of the selected sightings, latest first.
     *
     * @param filter selection; its limit is ignored in favour of the request's
     * @throws NotFoundException if a selected ID or target does not exist
     * @throws InvalidFieldException if a selected ID is malformed or ambiguous
     */
    public Page<SightingDto> page(SightingFilter filter, PageRequest request) {
        requireTarget(filter);
        Page<SightingSummary> page =
                database.read(handle -> new SightingQuery(handle).page(filter, request));
        return new Page<>(
                page.items().stream().map(row -> row.dto(home)).toList(),
                page.total(),
                page.next());
    }

    private void requireTarget(SightingFilter filter) {
        if (filter.target() != null) {
            new KnownNames(database, home).requireTarget(filter.target());
        }
    }

    /**
     * Returns all details of a sighting.
     *
     * @param id ID or unique prefix
     * @throws NotFoundException if there is no such sighting
     * @throws InvalidFieldException if the ID is malformed or ambiguous
     */
    public SightingDetailsDto show(String id) {
        SightingDetails story = database.read(handle -> new SightingDetailsQuery(handle).of(id));
        return new SightingDetailsDto(
                story.row().dto(home),
                story.row().sighting().targetSha256(),
                story.verdict(),
                story.video().fetchedAt(),
                story.video().from(),
                story.timestamp(),
                story.authors(),
                story.nearDuplicates().stream().map(row -> row.dto(home)).toList(),
                story.views().stream()
                        .map(one -> new SightingDetailsDto.ViewCount(one.at(), one.views()))
                        .toList(),
                story.reviews().stream().map(SightingService::review).toList(),
                story.row().post().authorId(),
                media(story.video().path()));
    }

    private static SightingDetailsDto.ReviewEntry review(SightingDetails.Review review) {
        return new SightingDetailsDto.ReviewEntry(
                review.at(), review.actor(), review.answer(), review.frame(), review.note());
    }

    private @Nullable String media(@Nullable String path) {
        return path == null ? null : home.resolve(path).toAbsolutePath().normalize().toString();
    }

    /**
     * Writes sightings to a file and records the file's hash in the audit log. Writes nothing if no
     * sighting is selected.
     *
     * @throws NotFoundException if a selected ID or target does not exist
     * @throws InvalidFieldException if a selected ID is malformed or ambiguous
     */
    public SightingExporter.Written export(ExportRequest request, String actor) throws IOException {
        requireTarget(request.selection);
        SightingExporter exports = new SightingExporter(database, home, clock, actor, version);
        return switch (request.format) {
            case CSV -> exports.csv(request.file, request.selection);
            case JSON -> exports.json(request.file, request.selection);
            case ZIP -> exports.zip(request.file, request.selection, request.withMedia);
            case BAG -> exports.bag(request.file, request.selection, request.withMedia);
        };
    }
}
