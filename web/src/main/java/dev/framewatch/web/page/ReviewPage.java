package dev.framewatch.web.page;

import dev.framewatch.desk.api.EvidenceDto;
import dev.framewatch.desk.api.SightingDetailsDto;
import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.export.SightingFilter;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.ReviewService;
import dev.framewatch.desk.service.ReviewService.Decision;
import dev.framewatch.desk.service.ReviewService.DecisionResult;
import dev.framewatch.desk.store.PageRequest;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.desk.store.SightingRepository.Waiting;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.page.SvgDrawing;
import dev.framewatch.verdict.RunText;
import dev.framewatch.web.access.AccessControl;
import dev.framewatch.web.access.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides one sighting after the other, with a key each. Every decision leads to the next one. */
public final class ReviewPage {
    private static final int MAX_QUEUE = 1_000;
    private static final int REFERENCES = 4;

    private final DeskServices desk;
    private final ReviewService reviews;
    private final Pages pages;
    private final Runnable decided;

    /**
     * @param decided called after each decision and each that is taken back
     */
    public ReviewPage(DeskServices desk, ReviewService reviews, Pages pages, Runnable decided) {
        this.desk = desk;
        this.reviews = reviews;
        this.pages = pages;
        this.decided = decided;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/review", ctx -> show(ctx, ctx.queryParam("at"), ""));
        routes.post("/review/undo", this::undo);
        routes.post("/review/{id}", this::decide);
    }

    /**
     * Model of the template.
     *
     * @param target name of the only target; empty for all
     * @param targets names to choose from
     * @param position place in the queue, in words
     * @param notice what the reader must know; empty for nothing
     * @param csrf what changes must contain
     * @param canUndo whether there is a decision to take back
     * @param item the sighting; null if none awaits review
     */
    record Model(
            String target,
            List<String> targets,
            String position,
            String notice,
            String csrf,
            boolean canUndo,
            @Nullable Item item) {}

    /**
     * A sighting to decide.
     *
     * @param card the fields of a list
     * @param id ID of the sighting
     * @param face address of the face, or of the whole frame; empty once deleted
     * @param picture the best frame with its box; null once deleted
     * @param pictures the other frames
     * @param references faces of the target in confirmed sightings, and their pages
     * @param video address of the video; empty once deleted
     * @param strip scores over time; null once they are deleted
     * @param moments when the target is seen, in words; empty if it is not known
     * @param isUnsure whether the reader could not tell before
     * @param next ID of the next sighting; empty after the last one
     * @param nextHref address of the next sighting; empty after the last one
     * @param previousHref address of the previous sighting; empty before the first one
     */
    record Item(
            SightingCard card,
            String id,
            String face,
            SightingPage.@Nullable Picture picture,
            List<SightingPage.Picture> pictures,
            List<Pages.Link> references,
            String video,
            @Nullable SvgDrawing strip,
            String moments,
            boolean isUnsure,
            String next,
            String nextHref,
            String previousHref) {}

    private void show(Context ctx, @Nullable String at, String notice) throws IOException {
        Session session = AccessControl.session(ctx);
        String target = text(ctx, "target");
        List<Waiting> queue =
                reviews.queue(target.isEmpty() ? null : target, session.actor(), MAX_QUEUE);
        int found = indexOf(queue, at);
        int index = Math.max(0, found);
        String told = notice;
        if (told.isEmpty() && found < 0 && at != null && !at.isEmpty()) {
            told = "Sighting %s does not wait for review any more.".formatted(at);
        }
        Model model =
                new Model(
                        target,
                        desk.targets().list().stream().map(one -> one.name()).toList(),
                        position(index, queue.size()),
                        told,
                        session.csrfToken(),
                        session.hasDecided(),
                        queue.isEmpty() ? null : item(queue, index, target));
        pages.send(ctx, "Review", "Review", "review", model);
    }

    private static String position(int index, int size) {
        return size >= MAX_QUEUE
                ? "%,d of %,d or more".formatted(index + 1, size)
                : "%,d of %,d".formatted(index + 1, size);
    }

    private static int indexOf(List<Waiting> queue, @Nullable String id) {
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private Item item(List<Waiting> queue, int index, String target) throws IOException {
        Waiting waiting = queue.get(index);
        SightingDetailsDto details = desk.sightings().show(waiting.id());
        SightingDto row = details.sighting();
        EvidenceDto known = desk.evidence().of(row.id());
        String video =
                desk.evidence().video(row.id()).isPresent()
                        ? Address.of("/sightings/{}/video", row.id()).toString()
                        : "";
        List<SightingPage.Picture> pictures = SightingPage.pictures(row.id(), known);
        String next = index + 1 < queue.size() ? queue.get(index + 1).id() : "";
        String previous = index > 0 ? queue.get(index - 1).id() : "";
        return new Item(
                SightingCard.of(row, pages),
                row.id(),
                pictures.isEmpty() ? "" : Address.of("/sightings/{}/face.jpg", row.id()).toString(),
                pictures.isEmpty() ? null : pictures.getFirst(),
                pictures.stream().skip(1).toList(),
                references(row.target()),
                video,
                known.frames().isEmpty() ? null : ScoreStrip.of(known, video),
                RunText.of(row.at()),
                waiting.isUnsure(),
                next,
                next.isEmpty() ? "" : address(target, next),
                previous.isEmpty() ? "" : address(target, previous));
    }

    private List<Pages.Link> references(String target) {
        SightingFilter confirmed =
                new SightingFilter(List.of(), target, State.CONFIRMED, null, null);
        return desk.sightings().page(confirmed, PageRequest.first(REFERENCES)).items().stream()
                .filter(row -> row.evidence() != null)
                .map(row ->
                        new Pages.Link(
                                Address.of("/sightings/{}/face.jpg", row.id()).toString(),
                                Address.of("/sightings/{}", row.id()).toString()))
                .toList();
    }

    private static String address(String target, String at) {
        return Address.of("/review").with("target", target).with("at", at).toString();
    }

    private static String text(Context ctx, String name) {
        String form = ctx.isFormUrlencoded() ? ctx.formParam(name) : null;
        return Objects.requireNonNullElse(form != null ? form : ctx.queryParam(name), "");
    }

    private void decide(Context ctx) throws IOException {
        Session session = AccessControl.session(ctx);
        Decision decision = Decision.of(ctx.formParam("answer"));
        String next = text(ctx, "next");
        DecisionResult result;
        try {
            result =
                    reviews.decide(
                            ctx.pathParam("id"), decision, text(ctx, "note"), session.actor());
        } catch (ConflictException | NotFoundException e) {
            ctx.status(e instanceof ConflictException ? 409 : 404);
            show(ctx, next, "Nothing was changed: %s.".formatted(e.getMessage()));
            return;
        }
        SightingDetailsDto.ReviewEntry earlier = result.earlier();
        if (earlier != null) {
            ctx.status(409);
            show(
                    ctx,
                    next,
                    "%s was first and said “%s” (%s). Nothing was changed."
                            .formatted(
                                    earlier.who(),
                                    earlier.answer().equals("rejected")
                                            ? "wrong"
                                            : earlier.answer(),
                                    pages.time(earlier.at()).text()));
            return;
        }
        session.decided(result.sighting());
        decided.run();
        seeOther(ctx, address(text(ctx, "target"), next));
    }

    private void undo(Context ctx) throws IOException {
        Session session = AccessControl.session(ctx);
        String last = session.lastDecided().orElse("");
        if (!last.isEmpty()) {
            try {
                reviews.undo(last, session.actor());
            } catch (ConflictException e) {
                ctx.status(409);
                show(ctx, "", "It cannot be taken back: %s.".formatted(e.getMessage()));
                return;
            }
            decided.run();
        }
        seeOther(ctx, address(text(ctx, "target"), last));
    }

    private static void seeOther(Context ctx, String address) {
        ctx.status(303).header("Location", address);
    }
}
