package dev.framewatch.web.api;

import static dev.framewatch.web.api.ApiRoute.get;

import dev.framewatch.desk.api.EvidenceDto;
import dev.framewatch.desk.api.SightingDetailsDto;
import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.api.StatusDto;
import dev.framewatch.desk.api.TrendDto;
import dev.framewatch.desk.governance.TargetGovernance;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.ReviewService;
import dev.framewatch.desk.service.ReviewService.Decision;
import dev.framewatch.desk.service.ReviewService.DecisionResult;
import dev.framewatch.desk.service.SightingSelection;
import dev.framewatch.desk.service.TrendService.TrendRequest;
import dev.framewatch.desk.service.TrendService.Unit;
import dev.framewatch.desk.store.Page;
import dev.framewatch.desk.store.PageRequest;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.json.StrictJson;
import dev.framewatch.targets.TargetService;
import dev.framewatch.web.access.AccessControl;
import dev.framewatch.web.api.ApiJson.Channels;
import dev.framewatch.web.api.ApiJson.NewDecision;
import dev.framewatch.web.api.ApiJson.RecordedDecision;
import dev.framewatch.web.api.ApiJson.ReviewQueue;
import dev.framewatch.web.api.ApiJson.SightingPage;
import dev.framewatch.web.api.ApiJson.Sources;
import dev.framewatch.web.api.ApiJson.TargetItem;
import dev.framewatch.web.api.ApiJson.Targets;
import dev.framewatch.web.api.ApiJson.WaitingSighting;
import dev.framewatch.web.api.ApiRoute.Parameter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The JSON API: what the pages show, and decisions. */
public final class Api {
    /** Base path of all routes. */
    public static final String BASE = "/api/v1";

    private static final int DEFAULT_LIMIT = 100;
    private static final int DEFAULT_DAYS = 30;

    private static final Parameter LIMIT =
            new Parameter("limit", "integer", "maximum number of items, 1 to 1000");
    private static final Parameter TARGET = new Parameter("target", "string", "name of a target");

    private final DeskServices desk;
    private final ReviewService reviews;
    private final Runnable decided;
    private final String version;

    /**
     * @param decided called after each decision and each that is taken back
     * @param version version of the program
     */
    public Api(DeskServices desk, ReviewService reviews, Runnable decided, String version) {
        this.desk = desk;
        this.reviews = reviews;
        this.decided = decided;
        this.version = version;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        for (ApiRoute route : routes()) {
            routes.addHttpHandler(
                    route.method(), BASE + route.path(), ctx -> json(ctx, route.handler().to(ctx)));
        }
        String description =
                StrictJson.MAPPER
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(new OpenApi(version).of(routes()));
        routes.get(
                BASE + "/openapi.json",
                ctx -> ctx.contentType("application/json").result(description));
    }

    /** Sends a record. */
    public static void json(Context ctx, Object answer) {
        ctx.contentType("application/json").result(StrictJson.MAPPER.writeValueAsString(answer));
    }

    /** Sends why a request failed. */
    public static void sendError(Context ctx, int status, String code, String message) {
        json(ctx.status(status), new ApiJson.Failure(code, message));
    }

    private List<ApiRoute> routes() {
        return List.of(
                get(
                        "/status",
                        "Whether the watch can be trusted now",
                        List.of(),
                        StatusDto.class,
                        _ -> desk.status().status()),
                get(
                        "/sightings",
                        "Sightings, latest first",
                        Stream.concat(
                                        SightingSelection.NAMES.stream().map(Api::filter),
                                        Stream.of(
                                                LIMIT,
                                                new Parameter(
                                                        "after",
                                                        "string",
                                                        "\"next\" of the previous page")))
                                .toList(),
                        SightingPage.class,
                        this::sightings),
                get(
                        "/sightings/{id}",
                        "One sighting with all that is known about it",
                        List.of(),
                        SightingDetailsDto.class,
                        ctx -> desk.sightings().show(ctx.pathParam("id"))),
                get(
                        "/sightings/{id}/evidence",
                        "The score of each frame, and the kept pictures",
                        List.of(),
                        EvidenceDto.class,
                        ctx -> desk.evidence().of(ctx.pathParam("id"))),
                get(
                        "/review",
                        "What awaits review, the most doubtful first",
                        List.of(TARGET, LIMIT),
                        ReviewQueue.class,
                        this::queue),
                new ApiRoute(
                        HandlerType.POST,
                        "/review/{id}",
                        "Decide about a sighting and its clip family, unless somebody has",
                        List.of(),
                        NewDecision.class,
                        RecordedDecision.class,
                        this::decide),
                new ApiRoute(
                        HandlerType.DELETE,
                        "/review/{id}",
                        "Take back your own decision",
                        List.of(),
                        null,
                        RecordedDecision.class,
                        this::takeBack),
                get("/targets", "All targets", List.of(), Targets.class, _ -> targets()),
                get(
                        "/sources",
                        "All sources",
                        List.of(),
                        Sources.class,
                        _ -> new Sources(desk.sources().list())),
                get(
                        "/alerts",
                        "All alert channels",
                        List.of(),
                        Channels.class,
                        _ -> new Channels(desk.alerts().list())),
                get(
                        "/trends/{target}",
                        "Sightings of a target per day, and unusual increases",
                        List.of(
                                new Parameter("source", "string", "name of a source"),
                                new Parameter("days", "integer", "number of days, 1 to 8784")),
                        TrendDto.class,
                        Api.this::trend));
    }

    private static Parameter filter(String name) {
        return switch (name) {
            case "target" -> TARGET;
            case "source" -> new Parameter(name, "string", "name of a source");
            case "state" ->
                    new Parameter(name, "string", "new, confirmed, rejected, closed or expired");
            case "since" -> new Parameter(name, "string", "earliest date or time of the verdict");
            case "min_score" -> new Parameter(name, "number", "lowest score, 0 to 1");
            case "family" -> new Parameter(name, "string", "clip family");
            default -> new Parameter(name, "string", "text that the caption contains");
        };
    }

    private SightingPage sightings(Context ctx) {
        Map<String, String> values = new HashMap<>();
        for (String name : SightingSelection.NAMES) {
            String value = ctx.queryParam(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        Page<SightingDto> page =
                desk.sightings()
                        .page(
                                SightingSelection.of(values),
                                PageRequest.after(
                                        ctx.queryParam("after"),
                                        number(ctx, "limit", DEFAULT_LIMIT)));
        return new SightingPage(page.items(), page.total(), page.next());
    }

    private ReviewQueue queue(Context ctx) {
        int limit = PageRequest.first(number(ctx, "limit", DEFAULT_LIMIT)).limit();
        return new ReviewQueue(
                reviews
                        .queue(ctx.queryParam("target"), AccessControl.session(ctx).actor(), limit)
                        .stream()
                        .map(one -> new WaitingSighting(one.id(), one.isUnsure()))
                        .toList());
    }

    private RecordedDecision decide(Context ctx) throws IOException {
        NewDecision decision = body(ctx);
        DecisionResult result =
                reviews.decide(
                        ctx.pathParam("id"),
                        Decision.of(decision.answer()),
                        Objects.requireNonNullElse(decision.note(), ""),
                        AccessControl.session(ctx).actor());
        SightingDetailsDto.ReviewEntry earlier = result.earlier();
        if (earlier != null) {
            throw new ConflictException(
                    "%s was first: %s at %s"
                            .formatted(earlier.who(), earlier.answer(), earlier.at()));
        }
        decided.run();
        return new RecordedDecision(result.sighting(), result.note());
    }

    private static NewDecision body(Context ctx) {
        try {
            return StrictJson.MAPPER.readValue(ctx.bodyAsBytes(), NewDecision.class);
        } catch (JacksonException e) {
            throw new InvalidFieldException(
                    "body", "the body must be JSON such as {\"answer\": \"confirmed\"}");
        }
    }

    private RecordedDecision takeBack(Context ctx) throws IOException {
        String id = desk.sightings().show(ctx.pathParam("id")).sighting().id();
        reviews.undo(id, AccessControl.session(ctx).actor());
        decided.run();
        return new RecordedDecision(id, "");
    }

    private Targets targets() {
        Map<String, TargetGovernance> terms = desk.governance().terms();
        return new Targets(
                desk.targets().list().stream()
                        .map(one ->
                                target(one, terms.getOrDefault(one.name(), TargetGovernance.NONE)))
                        .toList());
    }

    private static TargetItem target(TargetService.Listed listed, TargetGovernance terms) {
        return new TargetItem(
                listed.name(),
                listed.manifest() == null ? null : listed.manifest().kind().toString(),
                listed.problem(),
                terms.owner(),
                terms.reason(),
                terms.expires());
    }

    private TrendDto trend(Context ctx) {
        return desk.trends()
                .of(
                        new TrendRequest(
                                ctx.pathParam("target"),
                                Objects.requireNonNullElse(ctx.queryParam("source"), ""),
                                Unit.DAY,
                                number(ctx, "days", DEFAULT_DAYS)));
    }

    private static int number(Context ctx, String name, int otherwise) {
        @Nullable String text = ctx.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,6}")) {
            throw new InvalidFieldException(name, "%s: must be a whole number".formatted(name));
        }
        return Integer.parseInt(text);
    }
}
